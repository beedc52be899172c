import type { SipMessage } from './sip-message.ts'

/** Where a message says what it must not: header lines and lines of the body, less the headers that may. */
export function whispersIn(message: SipMessage, secrets: readonly string[], mayTell: readonly string[] = []): string[] {
  const [head = '', ...body] = message.raw.split('\r\n\r\n')
  const headers = head.split('\r\n').filter((line) => !mayTell.includes(line.split(':')[0]!.trim().toLowerCase()))
  return [...headers, ...body.join('\r\n\r\n').split('\r\n')].filter((line) =>
    secrets.some((secret) => line.toLowerCase().includes(secret.toLowerCase())),
  )
}
