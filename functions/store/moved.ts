/** What was read is of different moments, since somebody wrote in between. */
export class Moved extends Error {}
