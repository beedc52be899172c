/** What is to be done when there was a breath in the typing: each key waits for its own. */
export interface Breaths<Key extends string> {
  /** It is done for this key after a breath; typed on, the breath begins again. */
  begin(key: Key): void
  /** It is not done for this key any more. */
  drop(key: Key): void
  /** It is done now for every key that waits: the rep leaves, or the desk is about to go. */
  end(): void
}

/** @param ms how long a breath is. */
export function openBreaths<Key extends string = ''>(done: (key: Key) => void, ms: number): Breaths<Key> {
  const waiting = new Map<Key, ReturnType<typeof setTimeout>>()
  function drop(key: Key) {
    clearTimeout(waiting.get(key))
    waiting.delete(key)
  }
  function end(key: Key) {
    drop(key)
    done(key)
  }
  return {
    begin(key) {
      drop(key)
      waiting.set(
        key,
        setTimeout(() => end(key), ms),
      )
    },
    drop,
    end() {
      for (const key of waiting.keys()) end(key)
    },
  }
}
