import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components/Slider'

/** How loud, in steps of five in a hundred; told when the thumb is let go. */
export function Volume(props: { label: string; volume: number; onChange: (volume: number) => void }) {
  const { label, volume, onChange } = props
  const [moving, setMoving] = useState<number | null>(null)
  return (
    <Slider
      className="volume"
      minValue={0}
      maxValue={1}
      step={0.05}
      formatOptions={{ style: 'percent' }}
      value={moving ?? volume}
      onChange={(value) => setMoving(value)}
      onChangeEnd={(value) => {
        setMoving(null)
        onChange(value)
      }}
    >
      <Label>{label}</Label>
      <SliderOutput />
      <SliderTrack className="volume-track">
        {({ state }) => (
          <>
            <i className="volume-fill" style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className="volume-thumb" />
          </>
        )}
      </SliderTrack>
    </Slider>
  )
}
