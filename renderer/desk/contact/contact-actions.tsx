import type { ContactCard } from '../../../shared/contract/contact.ts'
import { useIntents } from '../frame/intents-context.ts'
import { keys } from '../frame/shortcuts.ts'
import { actionKeys } from '../frame/actions.ts'
import { Action } from '../controls/action.tsx'
import { useContacts, useContactsDesk } from './contacts-context.ts'
import { TroubleNote } from '../frame/trouble-note.tsx'

/** What can be done with the contact as such, and the undo of a merge. */
export function ContactActions({ card }: { card: ContactCard }) {
  const { openForm, openCompany, openPalette, merge, undoMerge, dismissRefusal } = useContacts()
  const { toMerge, merge: last, view, palette, refusal } = useContactsDesk()
  const { openCadenceOf } = useIntents()
  return (
    <div className="contact-actions">
      <Action size="small" hotkey={keys.cadence} onPress={() => openCadenceOf(true)}>
        {card.cadence && !card.cadence.stopped ? 'Cadence' : 'Put on …'}
      </Action>
      <Action size="small" hotkey={actionKeys.edit} onPress={() => openForm(card.contactId)}>
        Edit
      </Action>
      {card.company && (
        <Action size="small" hotkey={actionKeys.company} onPress={() => openCompany(card.contactId)}>
          Company
        </Action>
      )}
      <Action size="small" onPress={() => openPalette({ kind: 'merge', keptId: card.contactId })}>
        Merge
      </Action>
      {toMerge?.keptId === card.contactId && (
        <div className="note warn">
          <p>
            Make <bdi>{toMerge.otherName}</bdi> part of <bdi>{card.name}</bdi>? What <bdi>{card.name}</bdi> says stays;
            gaps are filled, and numbers, attempts and follow-ups of both are kept.
          </p>
          <Action size="small" onPress={() => merge(false)}>
            Cancel
          </Action>
          <Action size="small" tone="primary" onPress={() => merge(true)}>
            Merge
          </Action>
        </div>
      )}
      {last && !toMerge && (
        <div className="note warn">
          <p>
            <bdi>{last.otherName}</bdi> is now part of {last.keptName}.
          </p>
          <Action size="small" onPress={undoMerge}>
            Undo
          </Action>
        </div>
      )}
      {refusal && !view && !palette && (
        <TroubleNote trouble={refusal} tone="bad" remedy={false} onDismiss={dismissRefusal} />
      )}
    </div>
  )
}
