import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { chooseChallenge } from '../../../main/exchange/challenges.ts'
import { answerTo } from '../../../main/exchange/digest.ts'
import { readChallenges } from '../../../main/exchange/sip/challenge.ts'

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
    hasQop: true,
    isSession: false,
  },
}

const plain = { opaque: null, algorithm: 'MD5', isSession: false, hasQop: false } as const

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
    { ...plain, realm: 'testrealm@host.com', nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093' },
    { user: 'Mufasa', password: 'CircleOfLife', method: 'GET', uri: '/dir/index.html', count: 1 },
  )
  expect(header).toContain('response="1949323746fe6a43ef61f9606e7febea"')
  expect(header).not.toContain('qop')
})

test('quotes in a user name do not end it', () => {
  const header = answerTo(
    { ...plain, realm: 'r', nonce: 'n' },
    { user: 'a"b\\c', password: '', method: 'X', uri: 'y', count: 1 },
  )
  expect(header).toContain('username="a\\"b\\\\c"')
})

const md5 = 'Digest realm="ours", nonce="1", algorithm=MD5'
const sha = 'Digest realm="ours", nonce="2", algorithm=SHA-256'
const rules = { mayHave: (realm: string) => realm === 'ours', least: null, refusesMd5: false }

test.for([
  { name: 'weak before strong', challenges: [md5, sha], nonce: '2' },
  { name: 'strong before weak', challenges: [sha, md5], nonce: '2' },
  { name: 'one alone', challenges: [md5], nonce: '1' },
  { name: 'both in one line', challenges: [`${md5}, ${sha}`], nonce: '2' },
  { name: 'a kind that is not known before both', challenges: [`Bearer scope="a, b", ${md5},${sha}`], nonce: '2' },
  { name: 'its algorithm in quotes', challenges: ['Digest realm="ours",nonce="6",algorithm="SHA-256"'], nonce: '6' },
  { name: 'an unknown digest beside one of ours', challenges: ['Digest realm="ours", nonce="3", algorithm=AKAv1-MD5', md5], nonce: '1' },
  { name: 'a strong one of a strange realm beside a weak one of ours', challenges: ['Digest realm="strange", nonce="4", algorithm=SHA-512-256', md5], nonce: '1' },
])('of several challenges the strongest that is ours is answered: $name', ({ challenges, nonce }) => {
  expect(chooseChallenge(readChallenges(challenges), rules)).toMatchObject({ realm: 'ours', nonce })
}) // prettier-ignore

test.for([
  ['MD5 on a line that refuses it', md5, { ...rules, refusesMd5: true }, 'an MD5 digest, which this line refuses'],
  ['something weaker than before', md5, { ...rules, least: 'SHA-256' as const }, 'a weaker digest (MD5) than the one it once took (SHA-256)'],
  ['a foreign realm', md5.replace('ours', 'theirs'), rules, 'a password for the foreign realm theirs'],
  ['a realm that only begins like ours', md5.replace('ours', 'ours\\"; theirs'), rules, 'a password for the foreign realm ours"; theirs'],
  ['a digest over the body', `${md5}, qop="auth-int"`, rules, 'a digest over the message body'],
  ['another kind of proof', 'Bearer realm="ours"', rules, 'the unknown proof bearer'],
  ['nothing', 'Digest nonce="', rules, 'a challenge without realm or nonce'],
] as const)('%s is refused in words', ([, challenge, under, why]) => {
  expect(chooseChallenge(readChallenges([challenge]), under)).toBe(why)
}) // prettier-ignore

test('a challenge bound to the session is answered as RFC 7616 3.4.2 has it', () => {
  const md5OfText = (text: string) => createHash('md5').update(text).digest('hex')
  const challenge = { ...rfc7616.challenge, algorithm: 'MD5', isSession: true } as const
  const secret = md5OfText('Mufasa:http-auth@example.org:Circle of Life')
  const ha1 = md5OfText(`${secret}:${challenge.nonce}:${rfc7616.proof.cnonce}`)
  const ha2 = md5OfText('GET:/dir/index.html')
  const response = md5OfText([ha1, challenge.nonce, '00000001', rfc7616.proof.cnonce, 'auth', ha2].join(':'))
  const header = answerTo(challenge, rfc7616.proof)
  expect(header).toContain(`response="${response}"`)
  expect(header).toContain('algorithm=MD5-sess')
})
