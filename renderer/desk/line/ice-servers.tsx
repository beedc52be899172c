import type { IceServerForm } from './line-settings-form.ts'
import { Action } from '../controls/action.tsx'
import { PlainField } from '../controls/plain-field.tsx'

const MOST = 6

/** The line's STUN and TURN servers. No other server is ever asked. */
export function IceServers(props: {
  servers: readonly IceServerForm[]
  errors: readonly (string | undefined)[]
  onChange: (servers: readonly IceServerForm[]) => void
}) {
  const { servers, errors, onChange } = props
  const change = (at: number, changed: Partial<IceServerForm>) =>
    // What is kept belongs to one address and one user.
    onChange(
      servers.map((server, index) =>
        index === at
          ? { ...server, ...changed, kept: server.kept && changed.urls === undefined && changed.user === undefined }
          : server,
      ),
    )
  return (
    <fieldset className="ice-servers">
      <legend>STUN and TURN servers</legend>
      <p className="field-hint">Most lines need none. Only for a provider that names one; calls never wait for it.</p>
      {servers.map((server, at) => (
        // They have no other name than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="ice-server" key={at}>
          <PlainField
            label="Address"
            value={server.urls}
            maxLength={200}
            placeholder="stun:stun.example.com:3478"
            error={errors[at]}
            wide
            onChange={(urls) => change(at, { urls })}
          />
          {!/^stuns?:/.test(server.urls) && (
            <>
              <PlainField
                label="TURN user"
                value={server.user}
                maxLength={200}
                onChange={(user) => change(at, { user })}
              />
              <PlainField
                label="TURN credential"
                type="password"
                value={server.credential}
                maxLength={200}
                {...(server.kept && { placeholder: 'unchanged' })}
                onChange={(credential) => change(at, { credential })}
              />
            </>
          )}
          <Action size="small" about={server.urls} onPress={() => onChange(servers.filter((_, index) => index !== at))}>
            Remove
          </Action>
        </div>
      ))}
      {servers.length < MOST && (
        <Action
          size="small"
          onPress={() => onChange([...servers, { urls: '', user: '', credential: '', kept: false }])}
        >
          Add a server
        </Action>
      )}
    </fieldset>
  )
}
