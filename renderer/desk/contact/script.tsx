import { filledScript } from '../../../shared/cadence/filled-script.ts'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { SidebarPart } from '../../../shared/contract/window-bridge.ts'
import { Part } from './sidebar-part.tsx'

/** What this step asks for, in whole: who gave the name, and the talking points with what is known of this contact in them. */
export function Script({ card, folded }: { card: ContactCard; folded: readonly SidebarPart[] }) {
  const { step } = card.assistant
  const script = step?.script.trim()
  if (!step || (!script && !card.referrer)) return null
  return (
    <Part part="script" title={`Script: ${step.name}`} folded={folded}>
      <div className="card">
        {card.referrer && (
          <p className="referred">
            “I got your name from{' '}
            <b>
              <bdi>{card.referrer}</bdi>
            </b>
            .”
          </p>
        )}
        {script && (
          <p className="note-text">
            {filledScript(script, card).map(({ text, is }, place) =>
              // Pieces have no names; the place is what they are.
              is === 'words' ? (
                <span key={place}>{text}</span>
              ) : is === 'filled' ? (
                <b key={place}>
                  <bdi>{text}</bdi>
                </b>
              ) : (
                <mark key={place} title="Nothing is known of it: say your own here">
                  {text}
                </mark>
              ),
            )}
          </p>
        )}
      </div>
    </Part>
  )
}
