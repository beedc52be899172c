import { spawnSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/*
 * What the tests and the demo need from the operating system. Looked for as files, not as installed packages:
 * a program built by hand is as good as Debian's.
 */
const needs = {
  chromium: { packages: ['chromium'], found: () => isOnPath('chromium'), why: 'the engine the windows are shown in' },
  kamailio: {
    packages: ['kamailio', 'kamailio-websocket-modules'],
    found: () => isOnPath('kamailio') && existsLike('/usr/lib/*/kamailio/modules/websocket.so'),
    why: 'a SIP server to register with',
  },
  baresip: {
    packages: ['baresip-core'],
    found: () => isOnPath('baresip') && existsLike('/usr/lib{,/*}/baresip/modules/dtls_srtp.so'),
    why: 'a far end nobody here wrote',
  },
  'espeak-ng': { packages: ['espeak-ng'], found: () => isOnPath('espeak-ng'), why: 'a voice for greetings' },
  flite: { packages: ['flite'], found: () => isOnPath('flite'), why: 'a second voice for greetings' },
  sox: { packages: ['sox'], found: () => isOnPath('sox'), why: 'to make sounds' },
  ffmpeg: { packages: ['ffmpeg'], found: () => isOnPath('ffmpeg'), why: 'to make sounds pass through codecs' },
  ip: { packages: ['iproute2'], found: () => isOnPath('ip'), why: 'to build a network for the lab' },
} as const satisfies Record<string, { packages: readonly string[]; found: () => boolean; why: string }>

export type Program = keyof typeof needs

/**
 * Sees to it that the programs are there. Installs what is missing where that needs no question (Debian or a
 * child of it, as root or with sudo that asks for no password); anywhere else it prints the one command to run and ends
 * this process with 1. Returns at once when nothing is missing.
 */
export function ensurePackages(programs: readonly Program[]): void {
  const missing = missingPrograms(programs)
  if (missing.length === 0) return
  const packages = missing.flatMap((program) => needs[program].packages)
  const reasons = missing.map((program) => `${program} (${needs[program].why})`).join(', ')
  if (!isOnPath('apt-get'))
    giveUp(`Missing: ${reasons}. Install them with your system's package tool, then run this again.`)

  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (sudo.length > 0 && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) {
    giveUp(
      `Missing: ${reasons}. Run this, then try again:\n  sudo apt-get install --no-install-recommends ${packages.join(' ')}`,
    )
  }

  console.log(`Installing ${packages.join(' ')}: ${reasons}.`)
  const [command, ...args] = [...sudo, 'sh', '-c', installScript, 'install', ...packages]
  const install = spawnSync(command!, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  const stillMissing = missingPrograms(missing)
  if (stillMissing.length > 0) {
    giveUp(`${install.stdout}${install.stderr}\nCould not be installed: ${stillMissing.join(', ')}.`)
  }
}

export function missingPrograms(programs: readonly Program[]): Program[] {
  return programs.filter((program) => !needs[program].found())
}

/*
 * A daemon that comes with a package (Kamailio's) must neither start now nor at the next boot: policy-rc.d forbids the
 * first (invoke-rc.d, 101 = forbidden by policy), `systemctl disable` the second, where this script brought it.
 */
const installScript = `
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
fi
options='-qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold'
apt-get $options update
apt-get $options install -y --no-install-recommends "$@"
if [ -d /run/systemd/system ]; then
  case " $* " in *" kamailio "*) systemctl --quiet disable kamailio || true ;; esac
fi
`

/** /usr/sbin and /sbin are searched too: Debian leaves them out of an ordinary user's path. */
function isOnPath(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function existsLike(pattern: string): boolean {
  return globSync(pattern).length > 0
}

function giveUp(message: string): never {
  console.error(message)
  process.exit(1)
}
