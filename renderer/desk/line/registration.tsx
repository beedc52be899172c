import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { LineState } from '../../../shared/contract/line.ts'
import { registrationFacts } from '../../../shared/line/registration-words.ts'
import { clockWithSeconds } from '../controls/times.ts'

/** What the line's registration is worth just now, said in full. */
export function Registration({ line, now }: { line: LineState; now: number }) {
  return (
    <DialogTrigger>
      <Button className="registration-button" aria-label="Registration">
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2.5 4.5 6 8l3.5-3.5" />
        </svg>
      </Button>
      <Popover className="popover registration" placement="bottom start" offset={6}>
        <Dialog aria-label="Registration">
          <dl>
            {registrationFacts(line, now, clockWithSeconds).map(({ name, value }) => (
              <div key={name}>
                <dt>
                  <bdi>{name}</bdi>
                </dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
