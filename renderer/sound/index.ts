import type { SoundBridge } from '../../shared/contract/bridge.ts'
import { commandHandlers } from './commands.ts'
import { openRoom } from './room.ts'

const bridge = (window as unknown as { readonly afterbeep: SoundBridge }).afterbeep

const room = await openRoom(bridge)
bridge.handle(commandHandlers(room))
bridge.tell('sound.ready', {})
