/*
 * The Beta distribution: what is known of a share after so many tries. All arguments are positive.
 * The continued fraction is that of Numerical Recipes 6.4 (Lentz's method); it converges within 200 terms for a, b < 10^4.
 */

/** The chance that the share is below x. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

/** The share below which it lies with this chance. */
export function betaQuantile(chance: number, a: number, b: number): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (betaBelow(middle, a, b) < chance) low = middle
    else high = middle
  }
  return (low + high) / 2
}

export interface Share {
  readonly a: number
  readonly b: number
}

/** For each of some shares, the chance that it is the greatest: its density times the others' chances to be below. */
export function chancesToBeGreatest(shares: readonly Share[]): number[] {
  const steps = 2_000
  return shares.map((share, own) => {
    let sum = 0
    let before = 0
    for (let step = 1; step <= steps; step++) {
      const below = betaBelow(step / steps, share.a, share.b)
      const middle = (step - 0.5) / steps
      const others = shares.reduce(
        (chance, { a, b }, index) => (index === own ? chance : chance * betaBelow(middle, a, b)),
        1,
      )
      sum += (below - before) * others
      before = below
    }
    return sum
  })
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= 200; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    result *= d * c
    if (Math.abs(d * c - 1) < 1e-12) break
  }
  return result
}

/** Lanczos (g = 7, n = 9): exact to 15 digits for what is used here. */
function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z)
  const x = z - 1
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ]
  const sum = terms.reduce((total, term, index) => total + term / (x + index + 1), 0.9999999999998099)
  const t = x + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum)
}
