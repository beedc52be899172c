/**
 * What a waveform is drawn from: the highest magnitude in each of at most `columns` equal parts, 0 to 255. Full scale is 1,
 * and of 16-bit samples 32,768.
 */
export function peaksOf(samples: Float32Array | Int16Array, columns = 600): number[] {
  const count = Math.min(columns, samples.length)
  const fullScale = samples instanceof Int16Array ? 32_768 : 1
  return Array.from({ length: count }, (_, column) => {
    const to = Math.floor(((column + 1) * samples.length) / count)
    let most = 0
    for (let i = Math.floor((column * samples.length) / count); i < to; i++)
      most = Math.max(most, Math.abs(samples[i]!))
    return Math.round(Math.min(1, most / fullScale) * 255)
  })
}
