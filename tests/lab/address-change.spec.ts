import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect } from '../renderer/sound/sound-room.ts'
import { withSbin } from '../../scripts/network-namespace.ts'
import { expectSound, keepMeasured, lineTest } from './lab-line.ts'

/* The rep's browser on a network interface of its own, whose address is taken away in the middle of a call. */

const [provider, before, after] = ['10.99.0.1', '10.99.0.2', '10.99.0.3']

let rep: ChildProcess

const roamingTest = lineTest.extend({
  launchOptions: [
    async ({ args }, use, { workerIndex }) => {
      rep = spawn('unshare', ['--net', 'sh', '-c', 'echo; exec sleep 300'], { env: withSbin() })
      await new Promise((resolve) => rep.stdout!.once('data', resolve))
      // Another pair of cables than the lab's: these are gone with the network that one of them leads to.
      ip(`link add lab2 type veth peer name lab3 netns ${rep.pid}`)
      ip(`addr add ${provider}/24 dev lab2`)
      ip('link set lab2 up')
      inRepsNetwork('link set lo up')
      inRepsNetwork(`addr add ${before}/24 dev lab3`)
      inRepsNetwork('link set lab3 up')
      const executablePath = join(tmpdir(), `chromium-of-the-rep-${process.pid}-${workerIndex}`)
      writeFileSync(executablePath, `#!/bin/sh\nexec nsenter --target ${rep.pid} --net ${chromium} "$@"\n`, {
        mode: 0o755,
      })
      // The sound room is served on this side of the cable, and is to keep its address there.
      const proxy = createServer((request, response) => {
        get(request.url!, (answer) => {
          response.writeHead(answer.statusCode!, answer.headers)
          answer.pipe(response)
        }).on('error', () => response.destroy())
      })
      await new Promise<void>((resolve) => proxy.listen(0, provider, resolve))
      const server = `http://${provider}:${(proxy.address() as AddressInfo).port}`
      await use({ executablePath, args, proxy: { server, bypass: '<-loopback>' } })
      proxy.closeAllConnections()
      proxy.close()
      rep.kill()
      rmSync(executablePath)
    },
    { scope: 'worker' },
  ],
})

roamingTest(
  'a call goes on when the address of its network interface changes, within ten seconds',
  // Nothing else sees the cables come and go.
  { lock: '-exclusive-' },
  async ({ line }) => {
    const callId = await line.call('roaming', '5551000')
    await expectSound(line, callId)
    inRepsNetwork(`addr del ${before}/24 dev lab3`)
    inRepsNetwork(`addr add ${after}/24 dev lab3`)
    const changedAt = Date.now()
    // Until the far end knows the new address nothing can come.
    const restarted = () => /a=candidate:[^\n]*10\.99\.0\.3/.test(line.lab.voicemail.log())
    await expect.poll(restarted, { intervals: [100], timeout: 10_000 }).toBe(true)
    await expectSound(line, callId, changedAt + 10_000 - Date.now())
    keepMeasured('half a second of sound both ways again', Date.now() - changedAt)
    line.exchange.hangUp(callId, 'rep')
    await line.lab.voicemail.event('CALL_CLOSED')
  },
)

function ip(words: string): void {
  run(['ip', ...words.split(' ')])
}

function inRepsNetwork(words: string): void {
  run(['nsenter', '--target', String(rep.pid), '--net', 'ip', ...words.split(' ')])
}

function run([program, ...args]: readonly string[]): void {
  const { status, stderr } = spawnSync(program!, args, { env: withSbin(), encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
}
