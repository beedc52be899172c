import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { PasswordStorage } from '../../../shared/contract/line-bridge.ts'

/** Where there is no keyring the rep says what becomes of the password. With one there is nothing to ask. */
export function PasswordStorageChoice(props: {
  /** Null: not known yet. */
  storage: PasswordStorage | null
  weakly: boolean
  onChange: (weakly: boolean) => void
}) {
  const { storage, weakly, onChange } = props
  if (storage === null || storage === 'safe') return null
  if (storage === 'none') {
    return (
      <p className="password-storage-says">
        This computer has no keyring, so the password is not stored: Afterbeep asks for it at each start.
      </p>
    )
  }
  return (
    <RadioGroup
      className="password-storage"
      aria-label="Without a keyring"
      value={weakly ? 'weakly' : 'asked'}
      onChange={(value) => onChange(value === 'weakly')}
    >
      <p>This computer has no keyring that could guard the password.</p>
      <Radio value="asked" className="password-storage-option">
        <i aria-hidden="true" />
        <span>
          Ask me at each start <small>It is kept in memory only, until Afterbeep closes.</small>
        </span>
      </Radio>
      <Radio value="weakly" className="password-storage-option">
        <i aria-hidden="true" />
        <span>
          Store it all the same{' '}
          <small>
            Weakly protected: whoever can read your files can find it out. GNOME Keyring or KWallet would guard it.
          </small>
        </span>
      </Radio>
    </RadioGroup>
  )
}
