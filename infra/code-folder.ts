/** Where the bundled code of a function is. */
export type CodeFolderOf = (name: string) => string;
