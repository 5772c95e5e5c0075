import { eventShape, type Shape } from '../duckdb/shape.ts';

/** What `--print-ddl` writes: a table over the files of Firehose that fits, its partitions computed by the hour. */
export function ddlOf(
  { database, table }: { database: string; table: string },
  location: string | null,
): string {
  const place = (location ?? 's3://amzn-s3-demo-bucket/prefix/').replace(/\/?$/, '/');
  const columns = Object.entries(eventShape).map(
    ([name, shape]) => `  \`${name.toLowerCase()}\` ${hiveTypeOf(name, shape)}`,
  );
  return `-- ${location === null ? 'Put the bucket and prefix that Firehose writes to in the two places below. ' : ''}Firehose puts a record under the
-- hour (UTC) of its arrival: prefix/yyyy/MM/dd/HH/. Each record has to end with a line break: the table reads the first
-- record of a line and no other.
CREATE EXTERNAL TABLE \`${database}\`.\`${table}\` (
${columns.join(',\n')}
)
PARTITIONED BY (\`datehour\` string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true')
LOCATION '${place}'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.datehour.type' = 'date',
  'projection.datehour.format' = 'yyyy/MM/dd/HH',
  'projection.datehour.range' = '2020/01/01/00,NOW',
  'projection.datehour.interval' = '1',
  'projection.datehour.interval.unit' = 'HOURS',
  'storage.location.template' = '${place}\${datehour}/'
);
`;
}

/** The same as the reader of files has it. Tags have names with colons, which no field of a struct has. */
function hiveTypeOf(name: string, shape: Shape): string {
  if (name === 'tags') return 'map<string,array<string>>';
  if (shape === 'text') return 'string';
  if (isList(shape)) return `array<${hiveTypeOf('', shape[0])}>`;
  return `struct<${Object.entries(shape)
    .map(([member, inner]) => `${member.toLowerCase()}:${hiveTypeOf(member, inner)}`)
    .join(',')}>`;
}

const isList = (shape: Exclude<Shape, 'text'>): shape is readonly [Shape] => Array.isArray(shape);
