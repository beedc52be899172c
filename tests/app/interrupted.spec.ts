import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { openAttempts } from '../../main/archive/attempts.ts'
import { closeArchive, openArchive } from '../../main/archive/open.ts'
import { callContact, show, stateOf, whenRegistered, whenTalking } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'

test('a call that Afterbeep did not survive is remembered, and its contact is offered again with a reason', async ({
  launch,
  restart,
}, testInfo) => {
  const killed = await launch()
  const desk = await deskOf(killed.app)
  await whenRegistered(desk)
  await callContact(desk, 'Jane Adams')
  await whenTalking(desk)
  const { attemptId } = (await stateOf(desk)).calls[0]!
  const main = killed.app.process()
  const exited = new Promise((resolve) => {
    main.once('exit', resolve)
  })
  process.kill(main.pid!, 'SIGKILL')
  await exited

  // A copy of what is on the disk now: to look at it is to recover it.
  const copy = testInfo.outputPath('archive.sqlite')
  for (const end of ['', '-wal']) {
    const file = join(killed.folder, `archive.sqlite${end}`)
    if (existsSync(file)) cpSync(file, `${copy}${end}`)
  }
  const archive = openArchive(copy, { now: Date.now() })
  if (!archive.ok) throw new Error(archive.trouble.about['reason'])
  expect(archive.value.pragma('quick_check', { simple: true })).toBe('ok')
  expect(openAttempts(archive.value)).toMatchObject([{ attemptId }])
  closeArchive(archive.value)

  const deskAgain = await deskOf((await restart(killed)).app)
  await whenRegistered(deskAgain)
  await show(deskAgain, 'Jane Adams')
  const contact = deskAgain.getByLabel('The contact')
  await expect(contact.getByText('Interrupted', { exact: true })).toBeVisible()
  const { card, queue } = await stateOf(deskAgain)
  expect(card!.attempts).toMatchObject([{ attemptId, outcome: 'interrupted' }])
  const [why] = card!.next!.why
  expect(why).toMatch(/in the middle of the last call/)
  await expect(contact.getByText(why!)).toBeVisible()
  expect(queue.items.find(({ name }) => name === 'Jane Adams')).toMatchObject({ kind: 'call', tryNumber: 1 })
  await expect(deskAgain.getByRole('button', { name: 'Call Jane Adams', exact: true })).toBeVisible()
})
