import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

let trusted: SecureContext | undefined

/**
 * The authorities that come with Node, and those of the system's store: a company's own are installed there. Read at
 * the first connection and kept, since reading them again for each would take its time.
 */
export function trustedAuthorities(): SecureContext {
  trusted ??= createSecureContext({
    ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system')])],
  })
  return trusted
}
