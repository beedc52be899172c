import type { Planning } from '../contract/planning.ts'

export const USUAL_DIALS = 60

export const usualPlanning: Planning = {
  workingHours: null,
  dialsADay: null,
  promiseGoesADay: 2,
  halfLifeDays: 90,
  valueFirst: false,
}
