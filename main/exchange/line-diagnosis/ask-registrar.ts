import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import { chooseChallenge, type Answerable, type ProofRules } from '../challenges.ts'
import { answerTo } from '../digest.ts'
import { outsideName } from '../../../shared/outside-words.ts'
import { later } from '../later.ts'
import { addressOfRecord } from '../sip-address.ts'
import { MOST_BYTES } from '../gate.ts'
import { readChallenges } from '../sip/challenge.ts'
import { allOf, firstOf, readCSeq, readMessage, type SipMessage } from '../sip/message.ts'
import { failedStep, passed, skipped, type StepLimits, type StepResult } from './step.ts'

export interface Registrant {
  readonly user: string
  readonly authUser: string
  readonly domain: string
  /** null: not known. */
  readonly password: string | null
  /** Whom it may be proved to. */
  readonly rules: ProofRules
  readonly userAgent: string
}

/** A challenge, or why it is not answered, and the header that answers it; null: none was made. */
type Asked = { readonly challenge: Answerable | string; readonly header: string } | null

interface Answer {
  readonly status: number
  readonly reason: string
  readonly message: SipMessage
}

/**
 * REGISTER without a Contact asks for the bindings that there are and makes none (RFC 3261 10.2.3): the password is
 * checked as for any other, and a phone that is registered meanwhile is not pushed out. Where a server wants a
 * Contact, one is made up that is gone after a minute, and taken back at the end.
 */
export interface Registrar {
  /** Does it know SIP and the user? Passes with the challenge that it made. */
  ask(): Promise<StepResult<Asked>>
  /** Is the password right? */
  prove(challenge: Asked): Promise<StepResult<null>>
}

export function openRegistrar(
  socket: WebSocket,
  registrant: Registrant,
  { stepMs }: StepLimits,
  signal: AbortSignal,
): Registrar {
  const { user, domain, password } = registrant
  const [callId, tag, host] = [random(16), random(8), `${random(6)}.invalid`]
  const digestUser = registrant.authUser || user
  const address = addressOfRecord(user, domain)
  const uri = `sip:${domain}`
  let cseq = 0
  let binds = false

  function request(authorization: string | null, expiresS: number | null): string {
    return [
      `REGISTER ${uri} SIP/2.0`,
      `Via: SIP/2.0/${socket.url.startsWith('wss:') ? 'WSS' : 'WS'} ${host};branch=z9hG4bK${random(8)};rport`,
      'Max-Forwards: 70',
      `From: <${address}>;tag=${tag}`,
      `To: <${address}>`,
      `Call-ID: ${callId}`,
      `CSeq: ${++cseq} REGISTER`,
      ...(expiresS === null ? [] : [`Contact: <sip:${tag}@${host};transport=ws>;expires=${expiresS}`]),
      ...(authorization ? [authorization] : []),
      `User-Agent: ${registrant.userAgent}`,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n')
  }

  /** `silent`: nothing came in time; `closed`: the server hung up; `stopped`: the rep did. */
  function send(text: string): Promise<Answer | 'silent' | 'closed' | 'stopped'> {
    return new Promise((resolve) => {
      const patience = later()
      const end = (answer: Answer | 'silent' | 'closed' | 'stopped') => {
        patience.clear()
        socket.off('message', read)
        socket.off('close', closed)
        signal.removeEventListener('abort', stop)
        resolve(answer)
      }
      const closed = () => end('closed')
      const stop = () => end('stopped')
      const read = (data: unknown) => {
        const bytes = data as Buffer
        const message = bytes.length > MOST_BYTES ? null : readMessage(bytes)
        if (!message || message.status === null || firstOf(message, 'call-id') !== callId) return
        const isOurs = readCSeq(firstOf(message, 'cseq'))?.value === cseq
        // A 1xx is no answer yet.
        if (isOurs && message.status >= 200)
          end({ status: message.status, reason: outsideName(message.reason), message })
      }
      socket.on('message', read)
      socket.once('close', closed)
      signal.addEventListener('abort', stop)
      patience.set(stepMs, () => end('silent'))
      if (socket.readyState !== socket.OPEN) return end('closed')
      socket.send(text)
    })
  }

  async function ask(): Promise<StepResult<Asked>> {
    if (!address) return failedStep('register-unsayable', { user, domain })
    let answer = await send(request(null, null))
    if (typeof answer !== 'string' && answer.status === 400) {
      binds = true
      answer = await send(request(null, 60))
    }
    if (answer === 'silent') return failedStep('register-silent', { domain })
    if (answer === 'closed') return failedStep('register-closed', { domain })
    if (answer === 'stopped') return failedStep('stopped')
    const { status } = answer
    if (status < 300) return passed(null, 'register-open', { user })
    if (status !== 401 && status !== 407) return failedStep('register-refused', refusal(answer))
    const lines = allOf(answer.message, status === 401 ? 'www-authenticate' : 'proxy-authenticate')
    const challenge = chooseChallenge(readChallenges(lines), registrant.rules)
    if (lines.length === 0) return failedStep('register-refused', refusal(answer))
    const header = status === 401 ? 'Authorization' : 'Proxy-Authorization'
    return passed({ challenge, header }, 'register-challenged', {
      realm: outsideName(readChallenges(lines)[0]?.realm ?? ''),
    })
  }

  function refusal({ status, reason }: Answer) {
    return { user, status: String(status), reason }
  }

  async function prove(asked: Asked): Promise<StepResult<null>> {
    if (asked === null) return skipped(null, 'digest-not-asked')
    if (password === null) return failedStep('digest-no-password')
    const { challenge, header } = asked
    if (typeof challenge === 'string') return failedStep('digest-unknown', { reason: outsideName(challenge) })
    const { algorithm } = challenge
    let count = 0
    const proof = () =>
      `${header}: ${answerTo(challenge, { user: digestUser, password, method: 'REGISTER', uri, count: ++count })}`
    let answer = await send(request(proof(), binds ? 60 : null))
    if (typeof answer !== 'string' && answer.status === 400 && !binds) {
      binds = true
      answer = await send(request(proof(), 60))
    }
    if (answer === 'silent' || answer === 'closed') return failedStep('digest-silent')
    if (answer === 'stopped') return failedStep('stopped')
    if (answer.status === 401 || answer.status === 407) return failedStep('digest-wrong-password', { user: digestUser })
    if (answer.status >= 300) return failedStep('digest-refused', refusal(answer))
    if (binds) await send(request(proof(), 0))
    return passed(null, 'digest-accepted', { user: digestUser, algorithm })
  }

  return { ask, prove }
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
