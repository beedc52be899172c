import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { actions } from './actions.ts'
import { useShownCap } from '../controls/own-keys.ts'
import { useContacts, useContactsDesk } from '../contact/contacts-context.ts'

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
    <ModalOverlay className="overlay" isOpen={sheetOpen} onOpenChange={openSheet} isDismissable>
      <Modal className="modal sheet">
        <Dialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title">Keyboard shortcuts</Heading>
            <Button className="close" onPress={() => openSheet(false)}>
              Close <kbd aria-hidden="true">Esc</kbd>
            </Button>
          </header>
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
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
