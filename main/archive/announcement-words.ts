/** The words of an announcement as octets: 4 for each, the least first. */
export function wordsToBlob(words: readonly number[]): Buffer {
  const blob = Buffer.alloc(words.length * 4)
  words.forEach((word, index) => blob.writeUInt32LE(word, index * 4))
  return blob
}

export function wordsFromBlob(blob: Buffer): number[] {
  return Array.from({ length: blob.length / 4 }, (_, index) => blob.readUInt32LE(index * 4))
}
