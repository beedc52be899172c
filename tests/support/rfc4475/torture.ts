import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What this phone is expected to make of one of the messages: the status of its answer, or null for silence. */
export interface Torture {
  readonly name: string
  readonly bytes: Buffer
  readonly expected: number | null
}

/*
 * As the text beside each message in RFC 4475 has it for a user agent that is no registrar and takes no MESSAGE; each was
 * held against that text. Where it leaves a choice (an answer of 400, or reading what is meant) the choice is to read what
 * is meant, since a call hangs on it: baddate, badaspec, baddn, badbranch. Refused, as it allows, are spaces at the
 * ends of a request line (trws), a Request-URI in brackets (ltgtruri) or with headers (escruri), and mismatch02 with 400
 * where 501 is as right. sdp01 may be 400 or 406. unksm2, regbadct and the rest that a registrar would look into are
 * REGISTER, which is not taken.
 */
const expected: Record<string, number | null> = {
  // 3.1.1 Valid messages. wsinv has a To tag of no dialog; esc01 and semiuri are for others; registrations are not taken.
  wsinv: 481, intmeth: 501, esc01: 404, escnull: 405, esc02: 501, lwsdisp: 200, longreq: 180, dblreq: 405, semiuri: 404,
  transports: 200, mpart01: 405, unreason: null, noreason: null,
  // 3.1.2 Invalid messages.
  badinv01: 400, clerr: 400, ncl: 400, scalar02: 400, scalarlg: null, quotbal: 400, ltgtruri: 400, lwsruri: 400,
  lwsstart: 400, trws: 400, escruri: 400, baddate: 180, regbadct: 405, badaspec: 200, baddn: 200, badvers: 505,
  mismatch01: 400, mismatch02: 400, bigcode: null,
  // 3.2 Transaction layer.
  badbranch: 200,
  // 3.3 Application layer.
  insuf: 400, unkscm: 416, novelsc: 416, unksm2: 405, bext01: 420, invut: 415, regaut01: 405, multi01: 400, mcl01: 400,
  bcast: null, zeromf: 200, cparam01: 405, cparam02: 405, regescrt: 405, sdp01: 406,
  // 3.4 RFC 2543.
  inv2543: 180,
} // prettier-ignore

/** The 49 messages, those for `user@example.com` and the like addressed to this phone instead. */
export function tortureMessages(own: string): Torture[] {
  const file = join(import.meta.dirname, 'messages.json')
  const { messages } = JSON.parse(readFileSync(file, 'utf8')) as { messages: Record<string, string> }
  return Object.entries(messages).map(([name, base64]) => {
    const bytes = Buffer.from(base64, 'base64')
    const end = bytes.indexOf('\r\n')
    const startLine = bytes.subarray(0, end).toString('latin1')
    const addressed = startLine.replace(/sip:[\w.]+@[\w.-]+/, own)
    return {
      name,
      bytes: Buffer.concat([Buffer.from(addressed, 'latin1'), bytes.subarray(end)]),
      expected: expected[name] ?? null,
    }
  })
}
