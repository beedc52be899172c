import type { Cadence } from '../contract/cadence-rules.ts'

/* What the presets give the rep to say. Talking points, no speeches: read while it rings, and said in one's own words. */

type Scripts = Cadence['scripts']

/** What every call has, whatever the cadence believes of messages. */
const points = [
  'Reason: why I call, in one sentence.',
  'Offer: an invitation or a resource. No fishing.',
  'For them: what it is worth to their company.',
  'Who: my name, and where I call from.',
] as const
const followUp = 'Follow-up: “I’ll follow up this week”, and the key for a promise.'

const lines = (...of: readonly string[]) => of.join('\n')

export const presetScripts = {
  lastResort: [
    { from: 1, text: lines(...points, followUp, 'Voicemail: hang up, and say nothing. Next time is another time.') },
    {
      from: 4,
      text: lines(
        ...points.slice(0, 3),
        'Receptionist: “When are they usually in? Is there a direct number?” Thank them by name.',
        followUp,
        'Voicemail: hang up, and say nothing.',
      ),
    },
    {
      from: 11,
      text: lines(
        ...points,
        'It is the try after ten: a voicemail gets the one message. Let it play; say nothing before it.',
        followUp,
        'Sooner: my number, slowly.',
      ),
    },
  ],
  commercial: [
    {
      from: 1,
      text: lines(...points, followUp, 'Voicemail: drop the next message of the series. It is a commercial: brief.'),
    },
    {
      from: 3,
      text: lines(
        'They may know my name by now: “I left you a message about …”',
        ...points.slice(0, 3),
        'One question: who looks after this?',
        followUp,
        'Voicemail: the next message, never the same one twice.',
      ),
    },
  ],
  nextNumber: [
    {
      from: 1,
      text: lines(...points, 'Ask for ten minutes, now or at a time they name.', 'Voicemail: hang up, next number.'),
    },
  ],
  prequalified: [
    {
      from: 1,
      text: lines(
        'They asked for something: say what, and when.',
        ...points.slice(1),
        followUp,
        'Voicemail: drop the message, if they are on the prequalified list.',
      ),
    },
  ],
  settleIt: [
    {
      from: 1,
      text: lines(
        ...points,
        followUp,
        'Voicemail: do as the draw says, message or none. Only then do the figures settle anything.',
      ),
    },
  ],
} as const satisfies Record<string, Scripts>

/** Between calls, on paper. */
export const letterScript = lines(
  'Reason: I called about …',
  'Offer: the invitation or the resource, enclosed.',
  'For them: what it is worth to their company.',
  'Who: my name and number, by hand.',
  'Follow-up: “I’ll call this week.”',
  'Brief: half a page.',
)
