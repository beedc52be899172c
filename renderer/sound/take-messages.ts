/** audio thread → room, ten times a second: what was recorded since the last one, and its peak, 0 to 1. */
export interface RecordedPart {
  readonly samples: Float32Array
  readonly peak: number
}
