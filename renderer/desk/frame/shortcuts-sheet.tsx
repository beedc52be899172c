import { actions } from './actions.ts'
import { useShownCap } from '../controls/own-keys.ts'
import { useContacts, useContactsDesk } from '../contact/contacts-context.ts'
import { TitledDialog } from '../controls/titled-dialog.tsx'

const groups = ['Calls', 'Messages', 'Outcomes and promises', 'Contacts', 'Views'] as const

/** As the rep has it. */
function Cap({ children }: { children: string }) {
  const cap = useShownCap(children)
  return cap ? <kbd>{cap}</kbd> : <span className="soft">off</span>
}

/** Every action with its key. */
export function ShortcutsSheet() {
  const { sheetOpen } = useContactsDesk()
  const { openSheet } = useContacts()
  return (
    <TitledDialog title="Keyboard shortcuts" kind="sheet" isOpen={sheetOpen} onOpenChange={openSheet}>
      <div className="sheet-groups">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {actions
                .filter((action) => action.group === group && action.key)
                .map(({ name, key }) => (
                  <div key={name}>
                    <dt>
                      <bdi>{name}</bdi>
                    </dt>
                    <dd>
                      <Cap>{key}</Cap>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </TitledDialog>
  )
}
