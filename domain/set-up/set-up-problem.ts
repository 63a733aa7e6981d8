/** Something that the fields of a set-up record cannot say one by one: where (JSON pointer) and what. */
export type SetUpProblem = {
  readonly pointer: string;
  readonly code: string;
  /** The id of another element that it contradicts. */
  readonly with?: string;
};
