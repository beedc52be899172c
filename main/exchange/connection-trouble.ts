import type { ChosenCertificate } from '../../shared/contract/line-settings.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'

/** Codes with which Node refuses a certificate: OpenSSL's X509_V_ERR_*, and its own. */
const certificateCodes = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CRL_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** Of these, what is said of a chain that does not end at whom the line trusts: at nobody, or at a namesake. */
export const notVouchedFor: ReadonlySet<string> = new Set([
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** Node 24 adds what a developer could do about it on the command line. */
const FOR_DEVELOPERS = /; if the root CA is installed locally.*$/

/** Why the socket to a line's server could not be opened, for the rep. */
export function connectionTrouble(
  error: Error & { code?: string },
  server: string,
  chosen: ChosenCertificate | null,
): Trouble {
  if (error.code === undefined || !certificateCodes.has(error.code))
    return { code: 'line-unreachable', about: { server } }
  const reason = error.message.replace(FOR_DEVELOPERS, '')
  if (chosen && notVouchedFor.has(error.code))
    return { code: 'line-other-certificate', about: { server, name: chosen.name } }
  return { code: 'line-certificate', about: { server, reason } }
}
