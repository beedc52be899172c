import { expect, test } from 'vitest'
import { keepStrongestChallenge } from '../../../main/exchange/challenges.ts'
import { answerTo } from '../../../main/exchange/digest.ts'

// RFC 7616 3.9.1: the same request answered with both algorithms.
const rfc7616 = {
  proof: {
    user: 'Mufasa',
    password: 'Circle of Life',
    method: 'GET',
    uri: '/dir/index.html',
    count: 1,
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  },
  challenge: {
    realm: 'http-auth@example.org',
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
    qop: ['auth', 'auth-int'],
  },
}

test.for([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
] as const)('the %s answer of RFC 7616 is ours', ([algorithm, response]) => {
  const header = answerTo({ ...rfc7616.challenge, algorithm }, rfc7616.proof)
  expect(header).toContain(`response="${response}"`)
  expect(header).toContain('nc=00000001')
  expect(header).toContain('qop=auth,')
})

// RFC 2617 3.5 without qop, as old servers ask.
test('a challenge without quality of protection is answered as RFC 2069 did', () => {
  const header = answerTo(
    { realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093' },
    { user: 'Mufasa', password: 'CircleOfLife', method: 'GET', uri: '/dir/index.html', count: 1 },
  )
  expect(header).toContain('response="1949323746fe6a43ef61f9606e7febea"')
  expect(header).not.toContain('qop')
})

test('quotes in a user name do not end it', () => {
  const header = answerTo({ realm: 'r', nonce: 'n' }, { user: 'a"b\\c', password: '', method: 'X', uri: 'y', count: 1 })
  expect(header).toContain('username="a\\"b\\\\c"')
})

const challenged = (...challenges: readonly string[]) =>
  ['SIP/2.0 401 Unauthorized', 'Via: v', ...challenges, 'CSeq: 1 REGISTER', '', 'body'].join('\r\n')
const md5 = 'WWW-Authenticate: Digest realm="ours", nonce="1", algorithm=MD5'
const sha = 'WWW-Authenticate: Digest realm="ours", nonce="2", algorithm=SHA-256'

test.for([
  { name: 'weak before strong', challenges: [md5, sha], kept: [sha] },
  { name: 'strong before weak', challenges: [sha, md5], kept: [sha] },
  { name: 'one alone', challenges: [md5], kept: [md5] },
  {
    name: 'an unknown digest beside one of ours',
    challenges: ['WWW-Authenticate: Digest realm="ours", nonce="3", algorithm=AKAv1-MD5', md5],
    kept: [md5],
  },
  {
    name: 'a strong one of a strange realm beside a weak one of ours',
    challenges: ['WWW-Authenticate: Digest realm="strange", nonce="4", algorithm=SHA-512-256', md5],
    kept: [md5],
  },
  {
    name: 'a challenge over two lines',
    challenges: ['www-authenticate: Digest realm="ours",\r\n nonce="5",\r\n algorithm=SHA-256', md5],
    kept: ['www-authenticate: Digest realm="ours",\r\n nonce="5",\r\n algorithm=SHA-256'],
  },
])('of several challenges the strongest that is ours is left: $name', ({ challenges, kept }) => {
  expect(keepStrongestChallenge(challenged(...challenges), (realm) => realm === 'ours')).toBe(challenged(...kept))
})

test('what is no challenge is left as it is', () => {
  const message = challenged(md5, sha).replace('401 Unauthorized', '200 OK')
  expect(keepStrongestChallenge(message, () => true)).toBe(message)
})
