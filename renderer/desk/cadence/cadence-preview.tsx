import type { Preview, PreviewStep } from '../../../shared/contract/cadence-preview.ts'
import { errorsInCadence, type CadenceForm } from './cadence-form.ts'
import { otherNames } from './cadences-store.ts'
import { dayParts } from '../../../shared/time/day-hours.ts'
import { partInWords, previewInWords, stepInWords } from './cadence-words.ts'
import { isTimeZone } from '../contact/place.ts'
import { day } from '../controls/times.ts'
import { useCadences, useCadencesDesk } from './cadences-context.ts'
import { Check } from '../controls/check.tsx'

/** What the cadence, as it is typed, would do to a contact who never answers: drawn, and as a list. */
export function CadencePreview({ form }: { form: CadenceForm }) {
  const desk = useCadencesDesk()
  const { preview, example } = desk
  const wrong = Object.keys(errorsInCadence(form, otherNames(desk))).length
  return (
    <section className="cadence-preview" aria-label="Preview">
      <p className="preview-says" aria-live="polite">
        {wrong > 0
          ? `Not drawn anew until ${wrong === 1 ? 'a field is' : `${wrong} fields are`} put right.`
          : preview
            ? previewInWords(preview)
            : 'Working it out …'}
      </p>
      {preview && (
        <>
          <Timeline preview={preview} stale={wrong > 0} />
          <div className="preview-foot">
            <p className="legend" aria-hidden="true">
              <span>
                <i className="mark leaves" /> call, leaves a message
              </span>
              <span>
                <i className="mark" /> call, no message
              </span>
              <span>
                <i className="mark step" /> letter, email or task
              </span>
            </p>
            <details className="preview-list">
              <summary>As a list</summary>
              <Steps preview={preview} timeZone={example.timeZone} />
            </details>
          </div>
        </>
      )}
      <details className="preview-example">
        <summary>
          For a contact in {example.timeZone}
          {example.tags.map((tag) => `, ${tag}`)}
        </summary>
        <Example />
      </details>
    </section>
  )
}

function Example() {
  const { example } = useCadencesDesk()
  const { setExample } = useCadences()
  const tick = (tag: string) => (isSelected: boolean) =>
    setExample({ tags: [...example.tags.filter((one) => one !== tag), ...(isSelected ? [tag] : [])] })
  return (
    <div className="example-fields">
      <ZoneField key={example.timeZone} />
      {['prequalified', 'lead card'].map((tag) => (
        <Check key={tag} isSelected={example.tags.includes(tag)} onChange={tick(tag)}>
          Tagged {tag}
        </Check>
      ))}
    </div>
  )
}

const zones = Intl.supportedValuesOf('timeZone')

function ZoneField() {
  const { example } = useCadencesDesk()
  const { setExample } = useCadences()
  const known = zones.includes(example.timeZone) ? zones : [example.timeZone, ...zones]
  return (
    <label className="example-zone">
      Time zone{' '}
      <select
        value={example.timeZone}
        onChange={({ currentTarget }) =>
          isTimeZone(currentTarget.value) && setExample({ timeZone: currentTarget.value })
        }
      >
        {known.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
    </label>
  )
}

const rowHeight = 20

/** Days across, day parts down; what comes between the calls has a row of its own. */
function Timeline({ preview, stale }: { preview: Preview; stale: boolean }) {
  const { steps, stopped, days } = preview
  const used = dayParts.filter((part) => steps.some((step) => step.kind === 'call' && step.part === part))
  const hasSteps = steps.some(({ kind }) => kind !== 'call')
  const rows: readonly string[] = [...used.map((part) => partInWords(part).name), ...(hasSteps ? ['Between'] : [])]
  const rowOf = ({ kind, part }: PreviewStep) => (kind === 'call' ? used.indexOf(part) : used.length)
  const x = (at: number) => `${1 + (at / days) * 98}%`
  const lastDay = steps.at(-1)?.day ?? 0
  const height = rows.length * rowHeight
  if (rows.length === 0) return null
  return (
    <div className="timeline" data-stale={stale || undefined} aria-hidden="true">
      <div className="timeline-rows">
        {rows.map((row) => (
          <span key={row}>{row}</span>
        ))}
      </div>
      <svg width="100%" height={height + 18}>
        {rows.map((row, at) => (
          <line key={row} className="lane" x1="0" x2="100%" y1={(at + 0.5) * rowHeight} y2={(at + 0.5) * rowHeight} />
        ))}
        {[0, 15, 30, 45, 60, 75, 90].map((at) => (
          <g key={at}>
            <line className="week" x1={x(at)} x2={x(at)} y1="0" y2={height} />
            <text x={x(at)} y={height + 14} textAnchor={at === 0 ? 'start' : at === 90 ? 'end' : 'middle'}>
              {at === 0 ? 'today' : `day ${at}`}
            </text>
          </g>
        ))}
        {stopped !== null && <line className="end" x1={x(lastDay + 1)} x2={x(lastDay + 1)} y1="0" y2={height} />}
        {steps.map((step) => {
          const y = (rowOf(step) + 0.5) * rowHeight
          const words = <title>{`Day ${step.day}, ${stepInWords(step)}. ${step.why[0] ?? ''}`}</title>
          const key = `${step.kind} ${step.name} ${step.number}`
          return step.kind === 'call' ? (
            <circle key={key} className={step.message ? 'mark message' : 'mark'} cx={x(step.day + 0.5)} cy={y} r="5">
              {words}
            </circle>
          ) : (
            <svg key={key} x={x(step.day + 0.5)} y={y} overflow="visible">
              <rect className="mark step" x="-4.5" y="-4.5" width="9" height="9">
                {words}
              </rect>
            </svg>
          )
        })}
      </svg>
    </div>
  )
}

function Steps({ preview, timeZone }: { preview: Preview; timeZone: string }) {
  return (
    <ol className="preview-steps">
      {preview.steps.map((step) => (
        <li key={`${step.kind} ${step.name} ${step.number}`}>
          <b>
            Day {step.day}, {day(step.dueAt, timeZone)}
          </b>{' '}
          {stepInWords(step)}. <span className="soft">{step.why.join(' ')}</span>
        </li>
      ))}
      <li className="soft">{preview.stopped ?? `It goes on after ${preview.days} days.`}</li>
    </ol>
  )
}
