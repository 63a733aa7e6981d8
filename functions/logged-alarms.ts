/** What a line of the log says that an alarm of the infrastructure waits for. */
export const exposureDiffers = 'exposure differs';
