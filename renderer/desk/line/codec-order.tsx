import { codecInWords, codecMoved, codecOffered, type LineSettingsForm } from './line-settings-form.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import { Action } from '../controls/action.tsx'
import { Check } from '../controls/check.tsx'

type Codecs = LineSettingsForm['codecs']

/** What is offered, best first; what is not offered stands below. */
export function CodecOrder({ order, onChange }: { order: Codecs; onChange: (order: Codecs) => void }) {
  const rest = lineDefaults.codecs.filter((codec) => !order.includes(codec))
  return (
    <fieldset className="codecs">
      <legend>Codecs, best first</legend>
      <ol>
        {[...order, ...rest].map((codec) => {
          const offered = order.includes(codec)
          const name = codecInWords(codec)
          return (
            <li key={codec} data-off={!offered || undefined}>
              <Check isSelected={offered} onChange={(on) => onChange(codecOffered(order, codec, on))}>
                <bdi>{name}</bdi>
              </Check>
              {offered && order.indexOf(codec) > 0 && (
                <Action size="small" about={name} onPress={() => onChange(codecMoved(order, codec))}>
                  ↑<span className="unseen"> Better</span>
                </Action>
              )}
            </li>
          )
        })}
      </ol>
    </fieldset>
  )
}
