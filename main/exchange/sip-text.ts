/*
 * Messages of our own as text, on their way out.
 */

export function callIdOf(message: string): string | undefined {
  const head = message.slice(0, endOfHead(message))
  const line = head.split('\r\n').find((one) => one.slice(0, 8).toLowerCase() === 'call-id:')
  return line?.slice(8).trim()
}

export function endOfHead(message: string): number {
  const end = message.indexOf('\r\n\r\n')
  return end === -1 ? message.length : end
}
