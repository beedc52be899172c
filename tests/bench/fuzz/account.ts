import type { LineAccount } from '../../../main/exchange/open-line.ts'
import type { Limits } from '../../../main/exchange/limits.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import { lineIdSchema } from '../../../shared/ids.ts'

/** The fuzzer sends more than anybody would; what the rates do is tested for itself. */
export const noLimits: Partial<Limits> = {
  mostRingingOfOne: Infinity,
  mostRinging: Infinity,
  mostInvitesOfOneAMinute: Infinity,
  mostInvitesAMinute: Infinity,
  requestsOfOne: { atOnce: Infinity, aSecond: Infinity },
  requests: { atOnce: Infinity, aSecond: Infinity },
}

export function accountAtServer(server: string): LineAccount {
  return {
    line: {
      lineId: lineIdSchema.parse('fuzzed'),
      kind: 'sip',
      name: 'Fuzzed',
      server,
      domain: 'far.test',
      user: 'rep',
      authUser: '',
      callerName: '',
      ...lineDefaults,
      trustsAssertedIdentity: true,
    },
    server,
    password: 'secret',
    iceServers: [],
  }
}
