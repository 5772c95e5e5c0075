import { ddlOf } from '../../../src/history/athena/ddl.ts';
import type { LakeTableWorld, LakeWorld } from '../aws/lake-world.ts';
import type { EventRecord } from './events.ts';

/** The table that --print-ddl writes, as Glue tells of it after it was created: read from the text of the DDL. */
export function tableOfDdl(database: string, name: string, location: string): LakeTableWorld {
  const ddl = ddlOf({ database, table: name }, location);
  const [columns = '', rest = ''] = ddl.slice(ddl.indexOf('(\n') + 2).split('\n)\nPARTITIONED BY');
  const properties = (text: string): Record<string, string> =>
    Object.fromEntries(
      [...text.matchAll(/'([^']+)' = '([^']*)'/g)].map(([, key = '', value = '']) => [key, value]),
    );
  const [serde = '', table = ''] = rest.split('TBLPROPERTIES');
  return {
    table: {
      Name: name,
      DatabaseName: database,
      TableType: 'EXTERNAL_TABLE',
      Parameters: { EXTERNAL: 'TRUE', ...properties(table) },
      PartitionKeys: [...rest.slice(0, rest.indexOf('\n')).matchAll(/`([^`]+)` (\w+)/g)].map(
        ([, Name = '', Type = '']) => ({ Name, Type }),
      ),
      StorageDescriptor: {
        Columns: columns
          .split(',\n')
          .map((line) => /`([^`]+)` (.+)$/.exec(line.trim()) ?? [])
          .map(([, Name = '', Type = '']) => ({ Name, Type })),
        Location: location,
        SerdeInfo: {
          SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe',
          Parameters: properties(serde),
        },
      },
    },
    partitions: [],
  };
}

/** Puts events where Firehose puts them: by the hour of their arrival, a minute after they happened. */
export function deliver(
  lake: LakeWorld,
  bucket: string,
  prefix: string,
  events: Iterable<EventRecord>,
): void {
  const objects = (lake.buckets[bucket] ??= {});
  const lines = new Map<string, string[]>();
  for (const event of events) {
    const part = event[`${event.eventType.slice(0, 1).toLowerCase()}${event.eventType.slice(1)}`] as
      { timestamp?: string } | undefined;
    const arrived = new Date(Date.parse(part?.timestamp ?? event.mail.timestamp) + 60_000).toISOString();
    const key = `${prefix}${arrived.slice(0, 13).replaceAll(/[-T]/g, '/')}/events-1`;
    const own = lines.get(key) ?? [];
    lines.set(key, own);
    own.push(JSON.stringify(event));
  }
  for (const [key, own] of lines) objects[key] = `${own.join('\n')}\n`;
}
