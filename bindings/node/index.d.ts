/** A text in YAML or JSON. */
export type Text = string | Uint8Array | Uint8ClampedArray | Int8Array | DataView | ArrayBuffer;
/** A body that may hold anything. Of a string its UTF-8 is meant. */
export type Body = string | Uint8Array | Uint8ClampedArray | Int8Array | DataView | ArrayBuffer;
/** Headers: an object, as Node has them, or pairs of names and values, such as a `Headers`. */
export type HeaderFields =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>;

/** How bad a finding is. */
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';
/** The posture category that a finding counts in. */
export type Category =
  | 'user'
  | 'email'
  | 'network'
  | 'application'
  | 'patch'
  | 'system'
  | 'mobile'
  | 'dns'
  | 'data-incident'
  | 'api-specification'
  | 'authentication'
  | 'authorization'
  | 'sensitive-data'
  | 'server-workload-security';
/** What a finding does to a risk score. */
export type Factor = 'access-control' | 'sensitive-data' | 'conformance' | 'exposure' | 'hygiene' | 'abuse';
/** Where the knowledge behind a finding comes from. */
export type FindingSource = 'spec-analysis' | 'trace-analysis' | 'bfla' | 'fuzzing' | 'external-rating';
/** How sure a finding is. */
export type State = 'candidate' | 'confirmed' | 'resolved';
/** The band of a risk score. */
export type RiskLevel = 'none' | 'low' | 'medium' | 'high' | 'critical';
/** What happens to a call. */
export type Action = 'allow' | 'alert' | 'deny';
/** How far a policy goes. */
export type Mode = 'off' | 'monitor' | 'enforce';
/** Who calls whom. */
export type Direction = 'inbound' | 'outbound';
/** Whose network a destination is in. */
export type Destination = 'internal' | 'external';
/** How much a user wants to read. */
export type Profile = 'default' | 'strict' | 'pedantic';

/** An operation by its method and path template. */
export interface OperationRef {
  readonly method: string;
  /** The path template as the document spells it. */
  readonly path: string;
}

/** How risky something is, and which findings make it so. */
export interface Risk {
  /** From 0 to 100. */
  readonly score: number;
  readonly level: RiskLevel;
  /** The score of each factor that has one. */
  readonly factors: Readonly<Partial<Record<Factor, number>>>;
  /** The findings behind the score; their points add up to it. */
  readonly reasons: readonly { readonly finding: string; readonly points: number }[];
}

/** A part of a grade. */
export interface GradePart {
  /** What is left of the part's points, with one decimal. */
  readonly points: number;
  /** The rules that took points, the most expensive first. */
  readonly reasons: readonly {
    readonly rule: string;
    readonly points: number;
    /** The operations that the rule takes points from. */
    readonly operations: number;
  }[];
}

/** How well a document is made. It is the same whichever profile the findings are of. */
export interface Grade {
  /** From 0 to 100. */
  readonly score: number;
  /** Who gets in: 0 to 30 points. */
  readonly security: GradePart;
  /** What goes in and comes out: 0 to 70 points. */
  readonly dataValidation: GradePart;
  /** The operations that ask every caller for authentication, in percent of those that should. */
  readonly authenticationCoverage: number | null;
}

/** A part of an exchange. */
export type TrafficPart =
  | 'path'
  | 'query'
  | 'request-header'
  | 'cookie'
  | 'request-body'
  | 'status'
  | 'response-header'
  | 'response-body'
  | 'transport';

/** A place in traffic. */
export interface TrafficLocation {
  readonly in: TrafficPart;
  /** The name of the field there: a header, a parameter, the way to a value. Names that look like data are `*`. */
  readonly name: string | null;
}

/** A place in a document. */
export interface DocumentLocation {
  /** The file's name as it was given. */
  readonly file: string | null;
  /** The JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** The line, from 1. */
  readonly line: number | null;
  /** The column in characters, from 1. */
  readonly column: number | null;
}

/** A place in a document, or in traffic: with each of their keys, of which those of the other are absent. */
export type Location =
  | (DocumentLocation & { readonly [key in keyof TrafficLocation]?: undefined })
  | (TrafficLocation & { readonly [key in keyof DocumentLocation]?: undefined });

/** What was seen of a finding in traffic. */
export interface Evidence {
  readonly count: number;
  /** RFC 3339 in UTC. */
  readonly firstSeen: string | null;
  /** RFC 3339 in UTC. */
  readonly lastSeen: string | null;
  /** Masked samples. */
  readonly samples: readonly string[];
}

/** One defect, at one place, with its reason and its remedy. */
export class Finding {
  private constructor();
  /** Stays the same as long as the defect is the same, wherever its lines move. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly factor: Factor;
  readonly source: FindingSource;
  readonly state: State;
  /** Entries of the OWASP API Security Top 10. */
  readonly owasp: readonly string[];
  /** Weakness numbers of the Common Weakness Enumeration. */
  readonly cwe: readonly number[];
  /** The name of the API. */
  readonly api: string;
  /** The operation; null for a finding of the whole API. */
  readonly operation: OperationRef | null;
  /** The operations that a root or shared defect reaches. */
  readonly operations: { readonly count: number; readonly sample: readonly OperationRef[] };
  readonly location: Location;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly mitigation: string;
  readonly evidence: Evidence;
  /** Returns the finding under the names of the contract (snake_case), for `JSON.stringify`. */
  toJSON(): Record<string, unknown>;
  /** Returns the finding as the core wrote it, on one line. */
  toJson(): string;
}

/** An operation of a document. */
export interface Operation extends OperationRef {
  /** The `operationId`. */
  readonly id: string | null;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** Who is responsible for it (`owner` of `x-watchgate`). */
  readonly owner: string | null;
  /** The labels that policies may ask for (`labels` of `x-watchgate`). */
  readonly labels: readonly string[];
  /** The sensitive data that is expected in it (`data` of `x-watchgate`). */
  readonly data: readonly string[];
  readonly risk: Risk;
}

/** The findings and risks of a document. */
export class Report {
  private constructor();
  /** The findings: the worst first, then by place. */
  readonly findings: readonly Finding[];
  /** The operations with their risks. */
  readonly operations: readonly (OperationRef & { readonly api: string; readonly risk: Risk })[];
  /** The documents. */
  readonly apis: readonly {
    readonly name: string;
    readonly version: string | null;
    readonly file: string | null;
    readonly operationCount: number;
    /** The risk of the worst operation. */
    readonly risk: Risk;
    /** How well it is made; null without operations. */
    readonly grade: Grade | null;
  }[];
  /** How many findings of each rule are suppressed, by the settings or in the documents. */
  readonly suppressed: Readonly<Record<string, number>>;
  /** Returns the report under the names of the contract (snake_case), for `JSON.stringify`. */
  toJSON(): Record<string, unknown>;
  /** Returns the report as the core writes it, on one line. */
  toJson(): string;
  /** What a baseline left out: the findings that it knows, and those of it that are no longer there. Null without one. */
  readonly baseline: { readonly known: number; readonly gone: number } | null;
  /**
   * Returns the report without the findings of an earlier one, JSON or SARIF. Risks stay those of all findings.
   *
   * @throws {BaselineError} for a text that is no report.
   */
  without(baseline: Text): Report;
  /** Returns the findings as SARIF 2.1.0 on one line, with the rules behind them. */
  toSarif(): string;
  /** Returns a summary as Markdown for a comment on a pull request, at most 65,536 bytes. */
  toMarkdown(): string;
  /** Renders the report for a person, in plain characters or with ANSI colours, with the first findings or with all. */
  toText(options?: { color?: boolean; verbose?: boolean }): string;
}

/** The name that a document goes by. */
export interface LoadOptions {
  /** The API's name. Without it: `info.title`, else the file's stem, else the first server's host. */
  name?: string | null;
}

/** The names that a document goes by. */
export interface ParseAsyncOptions extends LoadOptions {
  /** The file's name that findings point at. Nothing is opened. */
  file?: string | null;
}

/** The names that a document goes by, and who is asked for its other files. */
export interface ParseOptions extends ParseAsyncOptions {
  /**
   * Returns the text of another file that the document refers to, or null where there is none. It is called once a file,
   * with a path relative to the document's folder that never leaves it. What it throws is thrown by `parse`.
   */
  resolver?: ((path: string) => Text | null | undefined) | null;
}

/** An OpenAPI document, read once into a form that reports and guards ask. */
export class Api {
  private constructor();
  /**
   * Reads a document in YAML or JSON, and the other files that it refers to if there is a resolver for them.
   *
   * @throws {SpecError} for bytes that are no YAML or JSON, are no OpenAPI document, or pass a limit.
   */
  static parse(text: Text, options?: ParseOptions): Api;
  /** Reads a document on another thread; rejects with what `parse` throws. */
  static parseAsync(text: Text, options?: ParseAsyncOptions): Promise<Api>;
  /**
   * Reads a document from disk, and the files that it refers to out of its folder. Nothing outside of that folder is
   * opened, whatever the document says.
   *
   * @throws {SpecError} for a file that is no OpenAPI document, and what `fs.readFileSync` throws.
   */
  static load(path: string, options?: LoadOptions): Api;
  /** Reads a document from disk on another thread; rejects with what `load` throws. */
  static loadAsync(path: string, options?: LoadOptions): Promise<Api>;
  readonly name: string;
  /** The API's own version (`info.version`). */
  readonly version: string | null;
  /** The file's name as it was given. */
  readonly file: string | null;
  /**
   * Returns the findings: the worst first, then by place.
   *
   * @throws {SettingsError} for settings that cannot be used.
   */
  findings(settings?: Text | null): Finding[];
  /** Returns the operations with their risks, in the order of the document. */
  operations(settings?: Text | null): Operation[];
  /** Returns the risk of an operation by its method and path template; null when the document has no such operation. */
  risk(method: string, path: string, settings?: Text | null): Risk | null;
  /** Returns how well the document is made; null for a document without operations. */
  grade(settings?: Text | null): Grade | null;
  /** Compares with an older version of the document: the findings are what the change does to security. */
  changesSince(old: Api, settings?: Text | null): Report;
  /** Returns the report over the document. */
  report(settings?: Text | null): Report;
}

/** What a guard needs. */
export interface GuardOptions {
  /** One document, or several. */
  api: Api | readonly Api[];
  /** The policy. Without one every call passes. */
  policy?: Text | null;
  /** Which rules run, their severities, and what is suppressed. */
  settings?: Text | null;
  /** The base path that the application sees, in place of those of the documents' servers: empty behind a gateway that takes the prefix off. */
  basePath?: string | null;
}

/**
 * What is known of a call apart from method and target. What is not known stays out, and no policy key over it matches.
 *
 * `workload`, `principal` and `scopes` are the application's word: give what it has verified, never what a caller claims.
 */
export interface DecideOptions {
  /** The request's headers. Only `Host` is read, and only without `host`. */
  headers?: HeaderFields | null;
  /** The route template that the framework matched. */
  route?: string | null;
  /** The scheme of the call. No policy key asks for it yet. */
  scheme?: string | null;
  /** The host that is called, with or without a port. */
  host?: string | null;
  /** Who calls whom; `inbound` unless given. */
  direction?: Direction | null;
  /** The caller's address. */
  sourceIp?: string | null;
  /** The calling workload. */
  workload?: string | null;
  /** Who the caller is. */
  principal?: string | null;
  /** The scopes of the caller's token. */
  scopes?: readonly string[] | null;
  /** The time of the call. No policy key asks for it yet. */
  now?: Date | null;
  /** The caller's country, ISO 3166-1 alpha-2. */
  country?: string | null;
  /** The caller's autonomous system. */
  asn?: number | null;
  /** Whose network the destination is in. */
  destination?: Destination | null;
  /** The called workload. */
  destinationWorkload?: string | null;
}

/** What was decided over a call, and why. It never changes; equal decisions of a guard may be one object. */
export class Decision {
  private constructor();
  /** What happens to the call. */
  readonly action: Action;
  /** Whether the call passes. */
  readonly allowed: boolean;
  /** What would happen if every rule were enforced. */
  readonly would: Action;
  /** The mode of the rule that decided, else the policy's. */
  readonly mode: Mode;
  /** The name of the rule that decided; null when no rule matched. */
  readonly rule: string | null;
  /** The names of the `alert` rules that matched. */
  readonly alerts: readonly string[];
  /** The revision of policy and documents. */
  readonly revision: string;
  /** The documented operation that was called; null when no document has it. */
  readonly operation: OperationRef | null;
  /** The risk of that operation. */
  readonly risk: { readonly score: number; readonly level: RiskLevel } | null;
  /** Why, one sentence a reason. Nothing that the caller sent is in them. */
  readonly reasons: readonly string[];
  /** The status to answer with; null when the call passes. */
  readonly status: number | null;
  /** Returns the decision under the names of the contract, for `JSON.stringify`. */
  toJSON(): Record<string, unknown>;
  /** Returns the decision as the core writes it, on one line. */
  toJson(): string;
}

/** Decides requests against the documents and the policy of a service. */
export class Guard {
  /**
   * Analyses the documents and compiles routers and policy.
   *
   * @throws {PolicyError} for a policy that cannot be used.
   * @throws {SettingsError} for settings that cannot be used.
   */
  constructor(options: GuardOptions);
  /** Decides a request on what its head tells: its method and its target as it came. */
  decide(method: string, target: string, options?: DecideOptions): Decision;
  /**
   * Puts another policy in force, for requests that come after it.
   *
   * @throws {PolicyError} for a policy that cannot be used; the policy in force stays.
   */
  replacePolicy(policy: Text): void;
  /** The findings of all documents, the worst first within each. */
  readonly findings: readonly Finding[];
  /** Returns the risk of an operation by its method and path template; null when no document has it. */
  risk(method: string, path: string): Risk | null;
}

/** What kind of harm a value does where it gets out. */
export type SensitiveGroup = 'pii' | 'pci' | 'secret' | 'health' | 'network';
/** A place that a detector looks at; `response` is all that a service answers. */
export type DetectorScope = 'query' | 'body' | 'header' | 'response';

/** What is looked for beside the built-in types. It needs a pattern, names of fields, or both. */
export interface Detector {
  /** The type of what it finds, in kebab case. */
  name: string;
  group: SensitiveGroup;
  /** A regular expression of the crate `regex`: no look-around, no back-references. */
  pattern?: string | null;
  /** Names of fields, compared by their words. */
  fields?: readonly string[] | null;
  /** The check that a find must pass: `luhn`, `verhoeff`, `iban`, a national scheme such as `br-cpf`. */
  validator?: string | null;
  /** The places that it looks at; all unless given. */
  scopes?: readonly DetectorScope[] | null;
  /** How sure a find is, above 0 and at most 1; 0.8 unless given. Less than 0.5 is not reported. */
  score?: number | null;
}

/** What a scanner knows beside the built-in types. */
export interface ScannerOptions {
  /** Settings (watchgate.yaml), of which the detectors are taken. */
  settings?: Text | null;
  detectors?: readonly Detector[] | null;
}

/** A sensitive value that a scan found: what and where it is, never the value. */
export interface Detection {
  /** The type, for example `payment-card`, or the name of a detector. */
  type: string;
  group: SensitiveGroup;
  /** Where it is: in JSON `$.users[3].card.number`, else the name of the field, parameter or header. */
  path: string | null;
  /** The first byte of the value in what was scanned; of a string in its UTF-8. */
  start: number;
  /** The byte behind the value. */
  end: number;
  /** How sure it is, from 0 to 1. */
  confidence: number;
  /** True for a card number that networks and payment services publish for tests, else left out. */
  test?: boolean;
  /** The value with all but at most four characters, and at most a quarter, hidden. Of secrets nothing is left. */
  masked: string;
}

/** What is to be hidden; without both, everything that is found. */
export interface RedactOptions {
  types?: readonly string[] | null;
  groups?: readonly SensitiveGroup[] | null;
}

/** Finds sensitive values. It is compiled once. */
export class Scanner {
  /**
   * Compiles a scanner.
   *
   * @throws {SettingsError} for settings that cannot be used.
   * @throws {DetectorError} for a detector that cannot be used.
   */
  constructor(options?: ScannerOptions);
  /** Finds sensitive values in a body of any kind: JSON, JSON lines, a form, multipart, XML or text. */
  scan(body: Body): Detection[];
  /** Finds sensitive values in a body whose `Content-Type` is known. */
  scanBody(contentType: string | null | undefined, body: Body): Detection[];
  /** Finds sensitive values in a JSON text, or in several, one after another. What is no JSON is scanned as text. */
  scanJson(body: Body): Detection[];
  /** Finds sensitive values in a text. */
  scanText(body: Body): Detection[];
  /** Finds sensitive values in a form as browsers send it (`application/x-www-form-urlencoded`). */
  scanForm(body: Body): Detection[];
  /** Finds sensitive values in a query: what stands behind the `?` of a URL. */
  scanQuery(query: string): Detection[];
  /** Finds sensitive values in headers. `start` and `end` count within the header's value. */
  scanHeaders(headers: HeaderFields): Detection[];
  /**
   * Returns the body with what was found hidden, as long as before; JSON stays JSON.
   *
   * @throws {TypeError} for a type that is neither built in nor a detector of this scanner, and for a group that there is not.
   */
  redact(body: Body, options?: RedactOptions): Buffer;
  /** Returns the same scanner for what a service answers: detectors with the scope `response` look at that. */
  inResponse(): Scanner;
}

/** A format of recorded traffic. */
export type ExchangeFormat =
  | 'auto'
  | 'jsonl'
  | 'har'
  | 'otlp'
  | 'apiclarity'
  | 'combined'
  | 'envoy'
  | 'alb'
  | 'apigateway'
  | 'mapped';

/** Bytes of a body or of a header's value: text, bytes, or the Base64 of them. */
export type Octets = string | Uint8Array | { base64: string };

/** A request with its response: the native record. Only `request.method` and `request.target` are required. */
export interface Exchange {
  id?: string | null;
  /** RFC 3339. */
  timestamp?: string | null;
  direction?: 'inbound' | 'outbound' | null;
  scheme?: string | null;
  tls?: string | null;
  route?: string | null;
  source?: {
    ip?: string | null;
    workload?: string | null;
    principal?: string | null;
    country?: string | null;
    asn?: number | null;
    organization?: string | null;
  } | null;
  destination?: {
    host?: string | null;
    port?: number | null;
    workload?: string | null;
    network?: 'internal' | 'external' | null;
  } | null;
  request: Message & { method: string; target: string };
  response?: (Message & { status: number }) | null;
  duration_us?: number | null;
}

/** The headers and body of one direction. */
export interface Message {
  headers?: readonly (readonly [string, Octets])[] | null;
  body?: Octets | null;
  size?: number | null;
  truncated?: boolean | null;
}

/** What an inspector knows. */
export interface InspectorOptions {
  /** The documents that calls are held against. */
  api?: Api | readonly Api[] | null;
  /** Settings (watchgate.yaml). */
  settings?: Text | null;
  /** The base path of the calls, in place of those of the documents' servers. */
  basePath?: string | null;
  /** Secrets, one a line, that tokens' signatures are tried with beside the best known; '' is enough. Without it none is. */
  weakSecrets?: Text | null;
  /** What observations hash addresses and principals with; of 32 random bytes it is best. Without one there are no hashes. */
  key?: Text | null;
  /** Who is believed about for whom it calls, in place of what the settings say; nobody unless given. */
  trustedProxies?: { header: 'forwarded' | 'x-forwarded-for'; networks: readonly string[] } | null;
  /** What decoding a body may cost: its bytes when decoded, and how many times larger it may become. */
  decoding?: { size?: number; ratio?: number } | null;
  /** What observations tell of people: networks and hashes unless given. */
  privacy?: { addresses?: 'full' | 'prefix' | 'hash'; principals?: 'full' | 'hash' } | null;
}

/** What is known of one exchange after inspection, without any raw sensitive value. */
export interface Observation {
  /** The name of the API: the document's, else the host. */
  readonly api: string;
  /** The operation, or a template of the path where no document has it. */
  readonly operation: OperationRef;
  readonly isDocumented: boolean;
  readonly direction: 'inbound' | 'outbound';
  readonly timestamp: string | null;
  readonly source: {
    /** The client behind the trusted proxies: its network, and with a key the keyed hash of its address. */
    readonly address: { readonly network: string | null; readonly hash: string | null } | null;
    readonly workload: string | null;
    /** A keyed hash, or the name where `privacy` has it told. */
    readonly principal: string | null;
    readonly country: string | null;
    readonly asn: number | null;
    readonly organization: string | null;
  };
  readonly destination: {
    readonly host: string | null;
    readonly port: number | null;
    readonly workload: string | null;
    readonly network: 'internal' | 'external' | null;
  };
  readonly status: number | null;
  /** Bytes of the request's and of the response's body. */
  readonly bytes: readonly [number | null, number | null];
  readonly durationUs: number | null;
  /** The kinds of credentials that the call carried. */
  readonly credentials: readonly string[];
  /** The names of the request's headers; null where nobody has looked at them. */
  readonly headers: readonly string[] | null;
  readonly parameters: readonly { readonly in: 'path' | 'query' | 'cookie'; readonly name: string }[];
  readonly sensitive: readonly {
    readonly in: TrafficPart;
    readonly name: string;
    readonly type: string;
    readonly count: number;
  }[];
  /** The bodies that were not looked into, and why, by their part. */
  readonly notInspected: Readonly<Record<string, string>>;
}

/** Looks at exchanges one by one. It is compiled once. */
export class Inspector {
  /**
   * Compiles the documents.
   *
   * @throws {SettingsError} for settings that cannot be used.
   * @throws {DetectorError} for a detector that cannot be used.
   */
  constructor(options?: InspectorOptions);
  /**
   * Returns what an exchange shows.
   *
   * @throws {ExchangeError} for a record that is no exchange.
   */
  inspect(exchange: Exchange | Text): Inspection;
  /**
   * Returns the report over exchanges: those that `readExchanges` reads, or any others. `rejected` is how many records were
   * none; those that `readExchanges` meets are counted without it.
   *
   * @throws {ExchangeError} for a record that is no exchange.
   */
  report(exchanges: Iterable<Exchange | Text>, options?: { rejected?: number | null }): TrafficReport;
}

/** What an exchange shows. */
export class Inspection {
  private constructor();
  /** The findings, the worst first. */
  readonly findings: readonly Finding[];
  /** What a catalog keeps of the exchange. */
  readonly observation: Observation;
  /** Returns it under the names of the contract (snake_case), for `JSON.stringify`. */
  toJSON(): Record<string, unknown>;
  /** Returns it as the core wrote it, on one line. */
  toJson(): string;
}

/** What exchanges show of the operations that were called. */
export class TrafficReport {
  private constructor();
  /** How many exchanges were looked at. */
  readonly exchanges: number;
  /** How many records were none. */
  readonly rejected: number;
  /** How many bodies were not looked into, by why. They are not clean; nobody knows. */
  readonly notInspected: Readonly<Record<string, number>>;
  /** The operations, the riskiest first. */
  readonly endpoints: readonly (OperationRef & {
    readonly api: string;
    readonly state: 'documented' | 'shadow' | 'zombie' | 'orphan' | 'external';
    readonly risk: Risk;
    readonly usage: {
      readonly count: number;
      readonly errors: number;
      readonly bytes: number;
      readonly statuses: Readonly<Record<string, number>>;
    };
  })[];
  /** The findings of documents and traffic, the worst first. */
  readonly findings: readonly Finding[];
  /** How many findings of each severity each posture category has. */
  readonly posture: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Who calls what. */
  readonly calls: readonly (OperationRef & {
    readonly from: string;
    readonly to: string;
    readonly count: number;
  })[];
  /** What did not fit into the limits of the report. */
  readonly omitted: { readonly exchanges: number; readonly findings: number; readonly calls: number };
  /** The risk of the worst operation. */
  readonly risk: Risk;
  /** Returns the report under the names of the contract (snake_case), for `JSON.stringify`. */
  toJSON(): Record<string, unknown>;
  /** Returns the report as the core writes it, on one line. */
  toJson(): string;
  /** Returns the findings as SARIF 2.1.0 on one line, with the rules behind them. */
  toSarif(): string;
  /** Returns a summary as Markdown for a comment on a pull request, at most 65,536 bytes. */
  toMarkdown(): string;
  /** Renders the report for a person, in plain characters or with ANSI colours, with the first findings or with all. */
  toText(options?: { color?: boolean; verbose?: boolean }): string;
}

/** The exchanges of a file, one at a time. What is no record is passed over and counted. */
export class Exchanges implements Iterable<Exchange> {
  private constructor();
  /** The format; `auto` until it is known. */
  readonly format: ExchangeFormat;
  /** How many records were none so far. */
  readonly rejected: number;
  /** The first hundred of them. */
  readonly rejections: readonly {
    readonly line: number;
    readonly record: number;
    readonly reason: string;
    readonly message: string;
  }[];
  [Symbol.iterator](): Iterator<Exchange>;
}

/**
 * Reads recorded traffic: the path of a file, or its bytes; gzip too.
 *
 * @throws {SettingsError} for a mapping that cannot be used.
 */
export function readExchanges(
  recorded: string | Uint8Array,
  options?: { format?: ExchangeFormat | null; mapping?: Text | null; maxRecord?: number | null },
): Exchanges;

/**
 * Returns what one exchange shows, against its document if there is one. Whoever inspects several makes an `Inspector`.
 *
 * @throws {ExchangeError} for a record that is no exchange.
 */
export function inspect(
  exchange: Exchange | Text,
  options?: { api?: Api | readonly Api[] | null; settings?: Text | null; key?: Text | null },
): Inspection;

/** Why a text cannot be used, and where. The base of the other classes. */
export class WatchgateError extends Error {
  protected constructor();
  /** The stable name of the kind of error, for example `too-deep`. */
  readonly code: string;
  /** The line, from 1. */
  readonly line: number | null;
  /** The column in characters, from 1. */
  readonly column: number | null;
}

/** Why a document cannot be read at all. */
export class SpecError extends WatchgateError {
  private constructor();
  /** The JSON Pointer (RFC 6901) of the value that is wrong. */
  readonly pointer: string | null;
  /** The file's name as it was given. */
  readonly file: string | null;
}

/** Why a policy cannot be used. */
export class PolicyError extends WatchgateError {
  private constructor();
  /** The name of the rule that is wrong. */
  readonly rule: string | null;
  /** The key that is wrong. */
  readonly key: string | null;
}

/** Why settings cannot be used. */
export class SettingsError extends WatchgateError {
  private constructor();
  /** The key that is wrong. */
  readonly key: string | null;
}

/** Why a record is no exchange. It never repeats what the record holds. */
export class ExchangeError extends WatchgateError {
  private constructor();
}

/** Why a baseline cannot be used: it is no report, neither JSON nor SARIF. */
export class BaselineError extends WatchgateError {
  private constructor();
  /** The key that is wrong. */
  readonly key: string | null;
}

/** Why a detector cannot be used. */
export class DetectorError extends WatchgateError {
  private constructor();
  /** The name of the detector. */
  readonly detector: string | null;
  /** The key that is wrong. */
  readonly key: string | null;
}

/** A rule: what it reports, how bad that is, and what to do. */
export interface Rule {
  /** The name in kebab case. It never changes meaning. */
  readonly id: string;
  /** What the rule reports, in one sentence. */
  readonly summary: string;
  /** The severities it may report, the worst first. */
  readonly severities: readonly Severity[];
  /** The smallest profile that runs it. */
  readonly profile: Profile;
  readonly category: Category;
  readonly factor: Factor;
  readonly source: FindingSource;
  /** Entries of the OWASP API Security Top 10. */
  readonly owasp: readonly string[];
  /** Weakness numbers of the Common Weakness Enumeration. */
  readonly cwe: readonly number[];
  /** What to do about a finding. */
  readonly mitigation: string;
  /** The rule's page, Markdown. */
  readonly docs: string;
}

/** Returns every rule, in the order of the reference. */
export function rules(): Rule[];
