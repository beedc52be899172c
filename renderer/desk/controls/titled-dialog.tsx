import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

/** A dialog over the desk with its title and a way to close it; a press beside it closes it too. */
export function TitledDialog(props: {
  title: string
  /** Classes of its own, beside `modal`. */
  kind: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  children: ReactNode
}) {
  const { title, kind, isOpen, onOpenChange, children } = props
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={`modal ${kind}`}>
        <Dialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title">{title}</Heading>
            <Button className="close" onPress={() => onOpenChange(false)}>
              Close <kbd aria-hidden="true">Esc</kbd>
            </Button>
          </header>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
