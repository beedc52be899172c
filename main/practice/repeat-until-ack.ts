/** RFC 3261 T1, T2 and 64*T1. */
const T1 = 500
const T2 = 4_000
const NO_ACK_MS = 64 * T1

/**
 * Sends a 200 now, and again at growing intervals until the ACK has come, over a reliable transport too (RFC 3261
 * 13.3.1.4). Returns what stops it. `gaveUp` is told when no ACK came in 32 s.
 */
export function repeatUntilAck(send: () => void, gaveUp: () => void): () => void {
  let interval = T1
  let waited = 0
  const again = () => {
    waited += interval
    if (waited >= NO_ACK_MS) return gaveUp()
    send()
    interval = Math.min(interval * 2, T2)
    timer = setTimeout(again, interval)
  }
  let timer = setTimeout(again, interval)
  send()
  return () => clearTimeout(timer)
}
