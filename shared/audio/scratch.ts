/** Room for a piece of sound that is worked on and then forgotten: ten minutes of pieces would be as many minutes of memory. */
export interface Scratch {
  /** So many samples of whatever was there, until it is asked again. */
  of(length: number): Float32Array
  /** The samples again, until it is asked again. */
  copy(samples: Float32Array): Float32Array
}

export function makeScratch(): Scratch {
  let room = new Float32Array(0)
  const of = (length: number) => {
    if (room.length < length) room = new Float32Array(length)
    return room.subarray(0, length)
  }
  return {
    of,
    copy(samples) {
      const copy = of(samples.length)
      copy.set(samples)
      return copy
    },
  }
}
