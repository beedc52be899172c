import { X509Certificate } from 'node:crypto'
import {
  checkServerIdentity,
  createSecureContext,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
} from 'node:tls'
import { isDeepStrictEqual } from 'node:util'
import type { ChosenCertificate } from '../../shared/contract/line-settings.ts'

/** Whose word counts for a line's server; passed on to TLS. */
export interface TlsTrust {
  readonly secureContext: SecureContext
  readonly checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined
}

let everybody: SecureContext | undefined

/**
 * A certificate that was chosen for the line stands alone: no public authority is believed beside it. Else the
 * authorities that come with Node, and those of the system's store, where a company's own are installed; read at the
 * first connection and kept, since reading them again for each would take its time.
 *
 * @param authorities PEM certificates trusted instead of all of these: for tests.
 */
export function trustFor(chosen: ChosenCertificate | null, authorities?: readonly string[]): TlsTrust {
  if (chosen)
    return {
      // It may be the server's own, or one in the middle of its chain: it need not vouch for itself.
      secureContext: createSecureContext({ ca: [chosen.pem], allowPartialTrustChain: true }),
      // Where it is the server's own it has been chosen whatever name is in it: PBXs are reached by their bare address.
      checkServerIdentity: (host, certificate) =>
        certificate.fingerprint256 === chosen.fingerprint ? undefined : checkServerIdentity(host, certificate),
    }
  if (authorities) return { secureContext: createSecureContext({ ca: [...authorities] }), checkServerIdentity }
  everybody ??= createSecureContext({
    ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system')])],
  })
  return { secureContext: everybody, checkServerIdentity }
}

/** A certificate, PEM or DER, as it can be chosen. Throws where it is none. */
export function choosable(written: string | Buffer): ChosenCertificate {
  const certificate = new X509Certificate(written)
  const named = /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? /^O=(.*)$/m.exec(certificate.subject)?.[1]
  return {
    pem: certificate.toString(),
    name: (named ?? certificate.subjectAltName ?? 'nobody').slice(0, 200),
    until: certificate.validToDate.toISOString().slice(0, 10),
    fingerprint: certificate.fingerprint256,
  }
}

/** Is it what it says it is? What the rep compared is what is trusted. */
export function isItself(chosen: ChosenCertificate): boolean {
  try {
    return isDeepStrictEqual(choosable(chosen.pem), chosen)
  } catch {
    return false
  }
}
