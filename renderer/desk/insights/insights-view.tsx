import type { AnswerRate, SlotRate } from '../../../shared/contract/assistant.ts'
import type { Insights, TestSide } from '../../../shared/contract/insights.ts'
import { dayParts } from '../../../shared/time/day-hours.ts'
import { partInWords } from '../cadence/cadence-words.ts'
import { weekdays } from '../contact/heat-cells.ts'
import { useCadencesDesk } from '../cadence/cadences-context.ts'

/** When the rep's calls are answered, with what was believed before and the numbers behind, and which side of each test wins. */
export function InsightsView() {
  const { insights } = useCadencesDesk()
  if (!insights) return <p className="log-empty">Counting …</p>
  return (
    // Scrolled with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="insights-room" tabIndex={0} aria-label="Insights">
      <Rates insights={insights} />
      <Tests tests={insights.tests} />
    </section>
  )
}

const percent = (share: number) => `${(share * 100).toFixed(share < 0.2 ? 1 : 0)} %`
const times = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

function Rates({ insights }: { insights: Insights }) {
  const { overall, priorInWords } = insights
  const widest = Math.max(...insights.parts.map(({ high }) => high))
  return (
    <>
      <section aria-label="When calls are answered">
        <h2>When your calls are answered</h2>
        <p>
          {overall.tries === 0 ? (
            'No call counts yet: what is shown is what is believed before the first.'
          ) : (
            <>
              <b>
                {overall.answered.toLocaleString('en')} of {times(overall.tries, 'call')}
              </b>{' '}
              answered. With what was believed before, {percent(overall.mean)}; nine times in ten the true share is
              between {percent(overall.low)} and {percent(overall.high)}.
            </>
          )}
        </p>
        <table className="rates">
          <thead>
            <tr>
              <th scope="col">Part of the day</th>
              <th scope="col">Answered</th>
              <th scope="col">Expected now</th>
              <th scope="col">90 % range</th>
              <th scope="col">Assumed at first</th>
            </tr>
          </thead>
          <tbody>
            {insights.parts.map((rate) => (
              <Part key={rate.inWords} rate={rate} widest={widest} />
            ))}
          </tbody>
        </table>
        <p className="soft">{priorInWords}</p>
      </section>
      <Slots slots={insights.slots} />
    </>
  )
}

function Part({ rate, widest }: { rate: AnswerRate; widest: number }) {
  const { inWords, tries, answered, mean, low, high, prior } = rate
  const at = (share: number) => `${(share / widest) * 100}%`
  return (
    <tr>
      <th scope="row">{inWords.charAt(0).toUpperCase() + inWords.slice(1)}</th>
      <td>{tries === 0 ? 'none tried' : `${answered} of ${tries}`}</td>
      <td>
        <b>{percent(mean)}</b>
      </td>
      <td>
        <span className="rate-bar" aria-hidden="true">
          <i style={{ left: at(low), width: at(high - low) }} />
          <b style={{ left: at(mean) }} />
        </span>
        {percent(low)} to {percent(high)}
      </td>
      <td className="soft">
        {percent(prior.mean)}, as much as {Math.round(prior.tries)} tries
      </td>
    </tr>
  )
}

/** Weekday by part: how likely an answer is, and the counts behind. */
function Slots({ slots }: { slots: readonly SlotRate[] }) {
  const most = Math.max(...slots.map(({ mean }) => mean))
  const least = Math.min(...slots.map(({ mean }) => mean))
  const of = (weekday: number, part: SlotRate['part']) =>
    slots.find((slot) => slot.weekday === weekday && slot.part === part)
  return (
    <section aria-label="By weekday and part">
      <h2>By weekday and part</h2>
      <table className="slots">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">Part of the day</span>
            </th>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col" abbr={weekday}>
                {weekday.slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {dayParts.map((part) => (
            <tr key={part}>
              <th scope="row">
                <bdi>{partInWords(part).name}</bdi> <small>{partInWords(part).hours}</small>
              </th>
              {weekdays.map((weekday, index) => {
                const slot = of(index + 1, part)
                if (!slot) {
                  return (
                    <td key={weekday}>
                      <span className="unseen">no such part</span>
                    </td>
                  )
                }
                const warmth = most > least ? (slot.mean - least) / (most - least) : 0
                return (
                  <td
                    key={weekday}
                    title={`${slot.inWords}: ${percent(slot.low)} to ${percent(slot.high)}`}
                    style={{
                      background: `color-mix(in srgb, var(--accent) ${Math.round(warmth * 26)}%, var(--panel))`,
                    }}
                  >
                    <b>{percent(slot.mean)}</b>
                    <small>{slot.tries === 0 ? 'untried' : `${slot.answered} of ${slot.tries}`}</small>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        A weekday is believed to be as its part of the day is, as firmly as 20 tries would say, until your own calls say
        otherwise.
      </p>
    </section>
  )
}

function Tests({ tests }: { tests: Insights['tests'] }) {
  return (
    <section aria-label="Tests">
      <h2>Does voicemail pay?</h2>
      {tests.length === 0 && (
        <p className="soft">No cadence tests it. A cadence whose message policy is a split test does.</p>
      )}
      {tests.map(({ cadenceId, name, sides, verdict }) => (
        <div className="test" key={cadenceId}>
          <h3>
            <bdi>{name}</bdi>
          </h3>
          <p className="verdict">{verdict}</p>
          <table className="rates sides">
            <thead>
              <tr>
                <th scope="col">Side</th>
                <th scope="col">Contacts tried</th>
                <th scope="col">Calls</th>
                <th scope="col">Messages begun</th>
                <th scope="col">Played whole</th>
                <th scope="col">Callbacks</th>
                <th scope="col">Reached</th>
                <th scope="col">Share, and its bounds</th>
                <th scope="col">Chance to be best</th>
              </tr>
            </thead>
            <tbody>
              {sides.map((side) => (
                <Side key={side.side} side={side} />
              ))}
            </tbody>
          </table>
        </div>
      ))}
      {tests.length > 0 && (
        <p className="soft">
          A contact is reached by speaking with you, in a call or by calling back. Before anything is tried every share
          is as likely as any other; the bounds hold nine times in ten.
        </p>
      )}
    </section>
  )
}

function Side({ side }: { side: TestSide }) {
  const { rate } = side
  return (
    <tr>
      <th scope="row">{side.side}</th>
      <td>{side.contacts}</td>
      <td>{side.tries}</td>
      <td>{side.messagesTried}</td>
      <td>{side.messagesLeft}</td>
      <td>{side.callbacks}</td>
      <td>{side.reached}</td>
      <td>
        {percent(rate.mean)} ({percent(rate.low)} to {percent(rate.high)})
      </td>
      <td>
        <b>{percent(side.best)}</b>
      </td>
    </tr>
  )
}
