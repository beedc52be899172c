import {
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
  type KeyPairKeyObjectResult,
} from 'node:crypto'

export interface Certificate {
  /** PEM. */
  readonly key: string
  readonly cert: string
}

const usual = [-1, 1] as const

/**
 * A certificate for one host that vouches for itself, and its key. Valid from yesterday to tomorrow, or for the days
 * given, counted from today.
 */
export function selfSigned(host: string, days: readonly [number, number] = usual): Certificate {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return written({ host, days, own, issuer: { name: host, key: own.privateKey } })
}

/** A certificate for one host by the authority of `selfSigned(by)`; its own first, as a server shows the chain. */
export function signedBy(authority: Certificate, by: string, host: string): Certificate {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { key, cert } = written({ host, days: usual, own, issuer: { name: by, key: createPrivateKey(authority.key) } })
  return { key, cert: `${cert}${authority.cert}` }
}

function written(asked: {
  readonly host: string
  readonly days: readonly [number, number]
  readonly own: KeyPairKeyObjectResult
  readonly issuer: { readonly name: string; readonly key: KeyObject }
}): Certificate {
  const { host, days, own, issuer } = asked
  const day = 24 * 60 * 60 * 1000
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
  const named = (name: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))
  const extensions = [
    // basicConstraints: an authority, so that it can be trusted as one
    sequence(oid('551d13'), der(0x01, Buffer.from([0xff])), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
    // subjectAltName: dNSName
    sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(host))))),
  ]
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    named(issuer.name),
    sequence(time(Date.now() + days[0] * day), time(Date.now() + days[1] * day)),
    named(host),
    own.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', body, issuer.key)
  const certificate = sequence(body, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = certificate.toString('base64').match(/.{1,64}/g)!
  return {
    key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  }
}

/** Tag, length, value: X.690 8.1. */
function der(tag: number, value: Buffer): Buffer {
  const length = value.length
  const head =
    length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from(head), value])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

/** UTCTime, good until 2049. */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}
