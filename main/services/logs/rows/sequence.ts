/** Row numbers of a log and when they were written, by column. */
export interface Stamps {
  readonly rows: Float64Array;
  readonly seconds: Uint32Array;
  readonly nanos: Uint32Array;
}

/** Rows in a log's own order, by position: all rows of a log (then a position is a row number), or those that match. */
export interface Sequence {
  /** Position of the first row that is still there. */
  readonly first: number;
  /** Position after the last row. */
  readonly end: number;
  /** The rows at positions from … to; fewer where the sequence begins or ends. */
  stamps(from: number, to: number): Promise<Stamps>;
  /** Called after every change of `first` or `end`. Returns the end of that. */
  onChange(listener: () => void): () => void;
}
