import { isIP, type Socket } from 'node:net'
import { connect, type DetailedPeerCertificate, type PeerCertificate } from 'node:tls'
import { later } from '../later.ts'
import type { ChosenCertificate } from '../../../shared/contract/line-settings.ts'
import { notVouchedFor } from '../connection-trouble.ts'
import { choosable, trustFor } from '../tls-trust.ts'
import type { ServerPlace } from './resolve-address.ts'
import { failedStep, passed, skipped, type StepLimits, type StepResult } from './step.ts'

/** With the certificate that the rep may choose, where nobody vouches for what the server showed. */
export type CheckedCertificate = StepResult<Socket> & { readonly offers: ChosenCertificate | null }

export interface CertificateCheck {
  /** The one that the line trusts. */
  readonly chosen: ChosenCertificate | null
  /** PEM certificates trusted instead of the public ones: for tests. */
  readonly authorities: readonly string[] | undefined
  readonly limits: StepLimits
  readonly signal: AbortSignal
}

/**
 * Speaks TLS on the connection. The handshake is let through whatever the certificate is, so that its names and dates
 * can be told; nothing is ever sent over one that cannot be trusted.
 */
export function checkCertificate(
  socket: Socket,
  { host, port, isSecure }: ServerPlace,
  { chosen, authorities, limits: { stepMs }, signal }: CertificateCheck,
): Promise<CheckedCertificate> {
  if (!isSecure) return Promise.resolve({ ...skipped(socket, 'tls-not-needed'), offers: null })
  const about = { host, port: String(port) }
  return new Promise((resolve) => {
    const trust = trustFor(chosen, authorities)
    const secure = connect({
      socket,
      ...(isIP(host) === 0 && { servername: host }),
      ...trust,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
    })
    const patience = later()
    const end = (result: StepResult<Socket>, offers: ChosenCertificate | null = null) => {
      patience.clear()
      signal.removeEventListener('abort', stop)
      if (result.state === 'failed') secure.destroy()
      resolve({ ...result, offers })
    }
    const stop = () => end(failedStep('stopped'))
    signal.addEventListener('abort', stop)
    patience.set(stepMs, () => end(failedStep('tls-silent', about)))
    secure.on('error', (error: NodeJS.ErrnoException) =>
      end(failedStep('tls-no-tls', { ...about, reason: error.code ?? error.message })),
    )
    secure.once('close', () => end(failedStep('tls-no-tls', { ...about, reason: 'it hangs up' })))
    secure.once('secureConnect', () => {
      const certificate = secure.getPeerCertificate(true)
      const known = { ...about, ...namesAndDates(certificate) }
      // A chain that is not trusted is said before a name that does not fit: the name is then anybody's word.
      const reason = secure.authorizationError ? String(secure.authorizationError) : null
      const isWrongHost = trust.checkServerIdentity(host, certificate) !== undefined
      if (secure.authorized && !isWrongHost) return end(passed(secure, 'tls-trusted', known))
      if (reason !== null && notVouchedFor.has(reason)) {
        const finding = chosen ? failedStep('tls-not-chosen', { ...known, chosen: chosen.name }) : null
        return end(finding ?? distrust(reason, isWrongHost, known), offerOf(certificate, isWrongHost))
      }
      end(distrust(reason ?? '', isWrongHost, known))
    })
  })
}

function distrust(reason: string, isWrongHost: boolean, about: Record<string, string>): StepResult<never> {
  switch (reason) {
    case 'CERT_HAS_EXPIRED':
      return failedStep('tls-expired', about)
    case 'CERT_NOT_YET_VALID':
      return failedStep('tls-not-yet', about)
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return failedStep('tls-self-signed', about)
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return failedStep('tls-unknown-authority', about)
    default:
      // With rejectUnauthorized off Node does not look at the name; a wrong one alone leaves no reason.
      return isWrongHost && (reason === '' || /ALTNAME|HOSTNAME/.test(reason))
        ? failedStep('tls-other-host', about)
        : failedStep('tls-rejected', { ...about, reason })
  }
}

/**
 * The last certificate of the chain that the server showed: its authority. The server's own where it shows no other,
 * and where its name does not fit, since only a certificate that is chosen itself may have any name. Null where it has
 * run out: nothing would come of choosing it.
 */
function offerOf(own: DetailedPeerCertificate, isWrongHost: boolean): ChosenCertificate | null {
  const last = isWrongHost ? own : endOf(own)
  const now = Date.now()
  if (Date.parse(last.valid_from) > now || Date.parse(last.valid_to) < now) return null
  return choosable(last.raw)
}

/** Node's chain ends in itself, or in nothing where the server shows no more. */
function endOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate {
  const { issuerCertificate } = certificate
  return issuerCertificate && issuerCertificate !== certificate ? endOf(issuerCertificate) : certificate
}

function namesAndDates({ subject, subjectaltname, issuer, valid_from, valid_to }: PeerCertificate) {
  const names = [...(subjectaltname ?? '').matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(([, name]) => name!)
  const told = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
  return {
    names: told || one(subject?.CN) || 'nobody',
    issuer: one(issuer?.O) || one(issuer?.CN) || 'nobody',
    from: dayOf(valid_from),
    until: dayOf(valid_to),
  }
}

function one(name: string | string[] | undefined): string {
  return [name].flat()[0] ?? ''
}

/** `Nov 22 21:00:00 2026 GMT` as 2026-11-22. */
function dayOf(written: string | undefined): string {
  const at = Date.parse(written ?? '')
  return Number.isNaN(at) ? 'unknown' : new Date(at).toISOString().slice(0, 10)
}
