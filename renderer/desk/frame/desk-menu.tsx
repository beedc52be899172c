import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { actions, type ActionRoom } from './actions.ts'
import { Key } from '../controls/action.tsx'

/** Everything that has no place of its own in sight, by its name in the table of actions. */
const groups = [
  ['Lists', ['Import and export contacts', 'Add a contact', 'Do-not-call lists']],
  ['Plan', ['Cadences', 'Insights', 'Days off: holidays and vacations', 'Working hours and public holidays']],
  [
    'Settings',
    ['Settings', 'Line', 'Microphone, speaker and ringer', 'Do not disturb', 'Compact desk, or the whole one again'],
  ],
  ['Help', ['Keyboard shortcuts', 'Compliance log', 'Support bundle', 'Quit Afterbeep']],
] as const

export function DeskMenu({ room }: { room: ActionRoom }) {
  return (
    <MenuTrigger>
      <Button className="line menu-button" aria-label="Menu">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="3" cy="8" r="1.4" />
          <circle cx="8" cy="8" r="1.4" />
          <circle cx="13" cy="8" r="1.4" />
        </svg>
      </Button>
      <Popover className="popover desk-menu" placement="bottom end" offset={4}>
        <Menu aria-label="Menu" onAction={(name) => actions.find((action) => action.name === name)?.runIn(room)?.()}>
          {groups.map(([group, names]) => (
            <MenuSection key={group}>
              <Header className="section">{group}</Header>
              {names.map((title) => {
                const key = actions.find((action) => action.name === title)?.key
                return (
                  <MenuItem key={title} id={title} textValue={title} className="option">
                    <span>{title}</span>
                    {key && <Key>{key}</Key>}
                  </MenuItem>
                )
              })}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
