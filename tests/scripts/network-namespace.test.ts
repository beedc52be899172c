import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { inNetworkNamespace, labAddress, withSbin } from '../../scripts/network-namespace.ts'

const lookAround = `
  const { networkInterfaces } = require('node:os')
  const addresses = Object.values(networkInterfaces()).flat().filter(({ family }) => family === 'IPv4')
  console.log(addresses.map(({ address }) => address).toSorted().join(' '))
`

const command = inNetworkNamespace([process.execPath, '--eval', lookAround])

test.skipIf(command === null)(
  'the lab has a network of its own, with nothing in it but the lab',
  { timeout: 30_000 },
  () => {
    const [program, ...args] = command!
    const end = spawnSync(program!, args, { encoding: 'utf8', env: withSbin() })
    expect(end).toMatchObject({ status: 0, stderr: '', stdout: `${labAddress} 127.0.0.1\n` })
  },
)

test.skipIf(command === null)('what a program in the lab’s network says when it ends is passed on', () => {
  const [program, ...args] = inNetworkNamespace(['sh', '-c', 'exit 7'])!
  expect(spawnSync(program!, args, { env: withSbin() }).status).toBe(7)
})
