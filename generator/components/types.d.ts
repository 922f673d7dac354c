/** The shapes that cross from one script to another. Read by `tsc` and by people; never shipped. */

/** A unit the learner has marked as done. */
interface UnitEntry {
  /** When, in ISO 8601. */
  done: string;
}

/** The learner's latest answer to one question. */
interface AnswerEntry {
  /** Ids of the chosen options. */
  chosen: string[];
  correct: boolean;
  /** How often the question was answered, this time included. */
  tries: number;
  at: string;
}

/** What the learner wrote in one reflection. */
interface NoteEntry {
  text: string;
  at: string;
}

/** How confident the learner was about one outcome: before, now after it, and then as seen looking back. */
interface ConfidenceEntry {
  before?: { value: number; at: string };
  after?: { value: number; at: string };
  then?: { value: number; at: string };
}

/** Where the learner was last. */
interface LastVisit {
  unit: string;
  at: string;
}

/** What somebody will do: one action of their plan. Every field but `at` may be missing. */
interface PlanFields {
  /** What I will do. */
  what?: string;
  /** Why, in the learner's own words; `finding` is the id of a finding that it rests on. */
  why?: string;
  finding?: string;
  first?: string;
  who?: string;
  /** By when: a date, `2026-12-24`. */
  when?: string;
  measure?: string;
  obstacle?: string;
  /** The if-then sentence. */
  if?: string;
  then?: string;
  /** The id of the action or reflection of the course that it came from. */
  from?: string;
  /** Where it stands in the plan, from 1. */
  order?: number;
}

interface PlanEntry extends PlanFields {
  at: string;
}

/** What the record holds, by id of the thing that it is about. */
interface CourseTables {
  units: { [id: string]: UnitEntry };
  answers: { [id: string]: AnswerEntry };
  notes: { [id: string]: NoteEntry };
  confidence: { [outcome: string]: ConfidenceEntry };
  plan: { [id: string]: PlanEntry };
  /** What belongs to no step: name, role, team, what came of the plan, when the last backup was made. */
  details: { [id: string]: NoteEntry };
}

/** The whole record: one JSON document in `localStorage["course:<id>"]`. */
interface RecordDocument extends CourseTables {
  schema: number;
  course: string;
  last?: LastVisit;
  /** Keys of a later version: kept, not understood. */
  [unknown: string]: unknown;
}

/** Something the learner should know about their saved work. */
interface RecordProblem {
  kind: "forbidden" | "full" | "newer" | "broken" | "foreign";
  message: string;
}

/**
 * The one owner of a learner's saved work.
 *
 * Every change returns whether it is safely stored; if not, it lives until the page is closed.
 * Announces `record-changed` and `record-problem` on `document`.
 */
interface CourseRecord {
  /** Problems that still stand. An element defined late reads them here. */
  readonly problems: readonly RecordProblem[];
  /** The current document: a copy, with entries of wrong shape left out. */
  read(): RecordDocument;
  unit(id: string): UnitEntry | undefined;
  answer(id: string): AnswerEntry | undefined;
  note(id: string): NoteEntry | undefined;
  confidence(outcome: string): ConfidenceEntry | undefined;
  markUnit(id: string, done: boolean): boolean;
  saveAnswer(id: string, answer: { chosen: readonly string[]; correct: boolean }): boolean;
  /** An empty text removes the note. */
  saveNote(id: string, text: string): boolean;
  /** `value` counts from 1, the least. */
  saveConfidence(outcome: string, moment: keyof ConfidenceEntry, value: number): boolean;
  /** An empty text removes it. */
  saveDetail(id: string, text: string): boolean;
  detail(id: string): string;
  /** The actions of the plan, in their order. */
  plan(): (PlanEntry & { id: string })[];
  /** Lays the fields over the action's own. */
  savePlan(id: string, fields: PlanFields): boolean;
  removePlan(id: string): boolean;
  visit(unit: string): boolean;
  /** Everything that is stored, as it is stored: for a backup. */
  document(): { [key: string]: any };
  /**
   * A record's text as a document of this version, or what keeps it from being one. Its tables hold only entries of
   * the right shape, and `{removed: true, at}` for what was taken away; `left` counts the others.
   */
  understand(
    raw: string,
  ): { doc: { [key: string]: any }; left: number; flaw?: undefined } | { doc?: undefined; flaw: RecordProblem["kind"] };
  /** Lay entries over those of the same id: all of them, or none when storage refuses. */
  merge(tables: { [table in keyof CourseTables]?: { [id: string]: unknown } } & { last?: LastVisit }): boolean;
  /** Texts that could not be read as a record, as they were found. */
  rescued(): string[];
  /** Remove everything of this course from this browser. */
  erase(): boolean;
}

declare var courseRecord: CourseRecord;

/**
 * A Word file of the course while it is filled in: the part `word`. The file is the very one that the build made;
 * its tables are found by their captions (`new_table` in exports/word.py).
 */
interface WordFile {
  /** The table of this caption. It is there, or the template and the script have parted ways: that throws. */
  table(caption: string): Element;
  /** The rows below the heading row. `row.remove()` takes one away. */
  rows(table: Element): Element[];
  cells(row: Element): Element[];
  /** A blank copy of the table's last row, put behind it. */
  addRow(table: Element): Element;
  /** Put a text in the place of what the cell holds. Any text: lines are kept, scripts that run right to left do. */
  write(cell: Element, text: string): void;
  blob(): Promise<Blob>;
}

interface CourseWord {
  /**
   * Open a template by its key (`action-plan`, `cpd-record`): those given to `word.templates` in pages.py.
   * Rejects when it could not be fetched (the network went): the caller says so.
   */
  open(name: string): Promise<WordFile>;
  /** Fetch the templates now: a page that stays open while a new version comes could not fetch its own any more. */
  prepare(): void;
  /** Hand a file to the learner's browser. Works from `file://` too. */
  save(blob: Blob, filename: string): void;
}

/** Only on pages that name the part `word`. */
declare var courseWord: CourseWord;

/**
 * What `courseWord.open` fetches, written by the build: for each template the path and the number of each file inside
 * it. Templates share most of their files, so that each text stands here once.
 */
declare var courseWordTemplates: { templates: { [name: string]: { [path: string]: number } }; texts: string[] } | undefined;

/** The fields of an action that are words of the learner's; `when` is a date, `finding` an id. */
type PlanWords = Pick<
  PlanFields,
  "what" | "why" | "finding" | "first" | "who" | "when" | "measure" | "obstacle" | "if" | "then"
>;

interface PlanFileItem extends PlanWords {
  id: string;
  at?: string;
  from?: string;
}

/** A plan as a file (JSON), to keep, to move and to put together with those of others. */
interface PlanFile {
  format: "course-plan";
  version: number;
  /** The course's id. */
  course: string;
  /** The plan's id: the same in every file of the same plan. */
  plan: string;
  made: string;
  name: string;
  role: string;
  team: string;
  /** The plan's date, from which the reviews are counted; empty if it has none yet. */
  date: string;
  /** Who will ask, and when. */
  ask: string;
  items: PlanFileItem[];
  reviews: { [weeks: string]: { happened: string; next: string } };
}

/** Why a file is not taken for a plan: too large, no JSON or misshapen, no plan, of another course, of a newer version. */
type PlanFlaw = "large" | "broken" | "stranger" | "foreign" | "newer";

/** An action that one or more people have in their plans. */
interface JointAction {
  /** As the first of them has it. */
  item: PlanFileItem;
  people: string[];
  /** What is said in each field, and by whom. */
  fields: { [field in keyof PlanWords]-?: { text: string; people: string[] }[] };
  differs: boolean;
  /** Others in nearly the same words. */
  like: JointAction[];
}

/** Plans as data: the part `planfile`. */
interface CoursePlanFile {
  readonly WEEKS: readonly number[];
  readonly FIELDS: readonly (keyof PlanWords)[];
  /** The learner's own plan. One that leaves the page gets an id that stays: the detail `plan-id`. */
  mine(isToGo?: boolean): PlanFile;
  understand(raw: string): { plan: PlanFile; flaw?: undefined } | { flaw: PlanFlaw; plan?: undefined };
  open(file: File): Promise<{ plan: PlanFile; flaw?: undefined } | { flaw: PlanFlaw; plan?: undefined }>;
  join(plans: PlanFile[], names: string[]): JointAction[];
  isBlank(item: PlanWords): boolean;
  isDay(day: string): boolean;
  /** Today on this device's calendar: `2026-12-24`. */
  today(): string;
  /** A day some days after another. */
  later(day: string, days: number): string;
  inWords(day: string): string;
  newId(kind: string): string;
  /** What a finding says, or nothing for an id that the course has no more. */
  finding(id?: string): PlanFinding | undefined;
  /** Each line that runs from the right, kept apart from what stands around it. */
  isolated(words: string): string;
}

interface PlanFinding {
  statement: string;
  /** Where it stands, from this page. */
  href: string;
  /** The title of the evidence summary that states it. */
  summary: string;
}

declare var coursePlanFile: CoursePlanFile;

/** Calendar files: the part `calendar`. */
interface CalendarEvent {
  /** The same for the same thing, so that a second import changes the first. */
  uid: string;
  day: string;
  summary: string;
  description: string;
}

declare var courseCalendar: {
  /** The text of a calendar file (.ics) of all-day events. */
  text(events: readonly CalendarEvent[], now?: Date): string;
};

/** A unit as the page of the learner's own record knows it; `done` as in the record. */
interface LearnedUnit {
  id: string;
  title: string;
  href: string;
  minutes: number;
  done?: string;
}

/** What the learner wrote, with the words that asked for it. */
interface LearnedNote {
  /** `reflect`, `action` or `before`. */
  kind: string;
  prompt: string;
  text: string;
  at: string;
}

interface LearnedModule {
  id: string;
  title: string;
  units: LearnedUnit[];
  notes: LearnedNote[];
  outcomes: string[];
  /** Ids. */
  questions: string[];
}

/** The course joined with the record, for the elements of the page `my-learning/`: the part `learning`. */
interface LearnedCourse {
  /** The record, read once for all that is shown after a change. */
  record(): RecordDocument;
  modules(): LearnedModule[];
  /** A time in words, or nothing. */
  day(at: string | undefined): string;
  plural(n: number, one: string): string;
  /** Print this one element of the page, and nothing else. */
  print(sheet: Element): void;
}

/** Only on pages that name the part `learning`. */
declare var courseLearned: LearnedCourse;

/** A file as a backup of this course, or why it is none. */
type BackupFile =
  | { doc: { [key: string]: any }; left: number; problem?: undefined }
  | { doc?: undefined; left?: undefined; problem: string };

/** One entry of a backup beside what is here. */
interface BackupChange {
  table: keyof CourseTables | "last";
  id: string;
  /** The moment of an answer about confidence. */
  when?: string;
  mine?: { [key: string]: any };
  theirs: { [key: string]: any };
  /** `older`: it differs and is not newer in the file, so that what is here stays. */
  sort: "new" | "newer" | "older" | "same";
  /** When it was made, in milliseconds; 0 where nobody knows. */
  time: number;
}

/** Files that somebody brings: the part `file`, which also styles the place where they are dropped (`.course-drop`). */
declare var courseFile: {
  /** A file's text: UTF-8, UTF-16 of both kinds, with a mark or without, and else Windows-1252. */
  text(file: Blob): Promise<string>;
};

interface CourseBackup {
  read(file: File): Promise<BackupFile>;
  /** What the file holds beside what is here now. */
  compare(doc: { [key: string]: any }): BackupChange[];
  /** Take what is new or newer: all of it, or nothing when storage refuses. */
  bringIn(doc: { [key: string]: any }): boolean;
  /** The whole record as the text of a file. */
  text(): string;
  /** A file's name with today's date. */
  name(kind: string): string;
}

/** Only on pages that name the part `backup`. */
declare var courseBackup: CourseBackup;

/** What the plan of one person and that of a team have in common: the part `handover`. */
declare var courseHandover: {
  readonly FLAWS: { [flaw in PlanFlaw]: string };
  readonly NO_NETWORK: string;
  readonly MADE: string;
  /** Put a text on the clipboard, or mark it so that somebody can; what came of it, in words. */
  copyText(area: HTMLTextAreaElement): Promise<string>;
  printed(what: "plan" | "joint"): void;
  /** Fill a table of a Word file, with as many rows as are needed. */
  fillRows(file: WordFile, caption: string, texts: string[][]): void;
  inWords(item: PlanWords, field: keyof PlanWords): string;
  label(field: string): string;
  indented(words: string, index: number): string;
};

/** Ids that authors replaced, by table of the record: old id to new id. Written by the build. */
declare var courseRenames: { [table: string]: { [old: string]: string } } | undefined;

/** One part of a workshop that a trainer put together: in a link, `kind[.id].minutes` with the kind's first letter. */
interface SelectionPart {
  /** A unit's slides and questions come without its activities, which are parts of their own. */
  kind: "welcome" | "unit" | "activity" | "break" | "close";
  /** Of the unit or activity. */
  id?: string;
  minutes: number;
  /** What a break is called. */
  name?: string;
  /** The minutes of each step of an activity, which make up its minutes; 0 leaves a step out. */
  steps?: number[];
  /** Which steps of a unit are shown, by kind or by id. */
  only?: string[];
}

/**
 * A workshop in a link: `?plan=w.10~u.what-counts.15~a.ladder-of-claims.40~b.15~c.10&start=09:30`.
 *
 * Behind its minutes stands how a part is given: `b.15.Tea`, `a.ladder-of-claims.30.5.6.9.0.5.5`, `u.what-counts.10.question.finding`.
 */
interface WorkshopSelection {
  parts: SelectionPart[];
  /** A time of day, `09:30`. */
  start?: string;
  /** What the link names and this page does not have, or names twice: as it stands in the link, at most 60 characters each. */
  unknown: string[];
  /** What the link says of how to give a part, by the part's name: see `names`. */
  notes: Map<string, string>;
}

/**
 * Reads and writes selections. The part `selection`, loaded before whatever uses it.
 *
 * A page says what it has by `data-part`: `u.what-counts` or `a.ladder-of-claims`, on any number of elements.
 */
interface CourseSelection {
  /** The selection in a link; none when it names no plan and no start. Never throws, whatever the link says. */
  read(search: string): WorkshopSelection | undefined;
  /** The query of a link: `?plan=…`, ready to go behind a path; nothing when nothing is chosen. */
  write(parts: readonly SelectionPart[], start?: string): string;
  /** The time of day some minutes after another: `clock("23:50", 20)` is `00:10`. */
  clock(start: string, minutes: number): string;
  /** A name for each part, which stays whatever goes before it: `a.ladder-of-claims`, `b.2`. */
  names(parts: readonly SelectionPart[]): string[];
  /** Where this page says how a ready workshop gives just this part: the workshop with just these parts first. */
  ready(part: SelectionPart, parts: readonly SelectionPart[]): HTMLElement | undefined;
  /** Minutes shared out over steps as they stand to each other: whole, and none left without. */
  share(steps: readonly number[], minutes: number): number[];
  /** The step that spares minutes for the talk afterwards, as an index, and how many. */
  talk(steps: readonly number[]): { step: number; minutes: number };
}

declare var courseSelection: CourseSelection;

/** A part that a trainer chose, with what the guide's page knows of it. */
interface ChosenPart extends SelectionPart {
  title: string;
  /** The id of its heading, or nothing. */
  to: string;
  /** How to do it in this time. */
  note: string;
  /** The minutes that it takes in full. */
  planned: number;
}

/** What `selection-changed` tells: the parts, a start time or nothing, and whether the page shows only these parts. */
interface SelectionDetail {
  parts: ChosenPart[];
  start: string;
  chosen: boolean;
}

/** Small helps of the guide's page. The part `guide`. */
interface CourseGuide {
  /** `a.ladder-of-claims`, or `b` for a break. */
  keyOf(part: SelectionPart): string;
  /** Set a text only when it differs, so that a status is not said twice. */
  say(element: Element | null | undefined, text: string): void;
  plural(count: number, one: string): string;
  /** As the generator says it: `90 minutes`, `3 hours 30 minutes`. */
  inWords(minutes: number): string;
}

declare var courseGuide: CourseGuide;

/** What the team page knows of the course: `exports/team.py` writes it into the page. */
interface TeamData {
  course: string;
  title: string;
  /** How many answers there are to 'How confident are you?'. */
  levels: number;
  /** No threshold is smaller. */
  least: number;
  doubt: number;
  largest: number;
  most: number;
  withheld: string;
  /** Why a file is not taken, by key. */
  reasons: { [reason: string]: string };
  /** How the columns of the two comparisons begin. */
  pairs: { before: string; then: string };
  columns: string[];
  modules: { id: string; title: string; outcomes: { id: string; title: string }[] }[];
}

interface TeamUnits {
  units: number;
  done: number;
}

interface TeamAnswers {
  before?: number;
  after?: number;
  then?: number;
  answered: number;
  right: number;
}

/** What one evaluation file says of this course. */
interface TeamPerson {
  /** The number of the file, made at random when it was written: the same file counts once. */
  file: string;
  modules: Map<string, TeamUnits>;
  outcomes: Map<string, TeamAnswers>;
  /** How many modules and outcomes it names that this course does not have. */
  unknown: number;
}

/** The figures of the team picture: the part `team-figures`. */
interface CourseTeam {
  /** The person of a file, or a key of `reasons`. */
  open(file: File, data: TeamData): Promise<{ person?: TeamPerson; reason?: string }>;
  /** The rows of the picture under `columns`: a row for the group, and for each module and outcome. */
  rows(people: readonly TeamPerson[], threshold: number, data: TeamData): string[][];
  csv(rows: string[][], data: TeamData): string;
}

declare var courseTeam: CourseTeam;

/** A slide as the show needs to know it. `seconds` is what its countdown starts from, 0 if it has none. */
interface ShowSlide {
  id: string;
  part: string;
  kind: string;
  seconds: number;
}

/** A part of the running order: `key` is `w`, `u.<unit>`, `a.<activity>`, `b` (a break) or `c`. */
interface ShowPart {
  key: string;
  title: string;
  minutes: number;
  /** Of the steps of an activity, as its slides have them. */
  steps?: number[];
}

/** What is shown, and how far the room has come. The window with the slides owns it; the presenter's view follows. */
interface ShowState {
  /** The id of the slide that is shown. */
  at: string;
  black: boolean;
  /** Ids of the slides whose answer is shown. */
  revealed: string[];
  /** On a slide of reasons, the option that is shown. */
  picked: { [slide: string]: string };
  /** Hands counted, by the id of the slide and the key of the option. */
  votes: { [slide: string]: { [option: string]: number } };
  /** Seconds that were left at `since` (milliseconds); it stands while `since` is 0. */
  timers: { [slide: string]: { left: number; since: number } };
  /** Milliseconds used for each part, until `since`. */
  used: { [part: string]: number };
  since: number;
  /** When the clock of the workshop was started; 0: not yet. */
  begun: number;
}

/** What somebody does to a show: a key, a button, or the other window. */
interface ShowCommand {
  do: "go" | "next" | "previous" | "first" | "last" | "black" | "reveal" | "vote" | "count" | "pick" | "timer" | "extend" | "reset" | "restart";
  /** The slide that it is about; left out: the one that is shown. */
  slide?: string;
  option?: string;
  /** Hands or minutes. */
  by?: number;
}

interface ShowMessage {
  state?: ShowState;
  command?: ShowCommand;
}

/** The other window, if there is one. */
interface ShowPeer {
  /** Whether the other window was heard of in the last seconds. */
  readonly connected: boolean;
  /** What the other window is called: a link with this `target` and `rel=opener` opens it too. */
  readonly windowName: string;
  /** Whether it could be opened. */
  open(url: string): boolean;
  send(message: ShowMessage): void;
}

/** The part `show`: what a show is, and how two windows stay in step. */
interface CourseShow {
  fresh(slides: readonly ShowSlide[]): ShowState;
  /** The state after a command. What makes no sense changes nothing. */
  step(state: ShowState, command: ShowCommand, slides: readonly ShowSlide[], now: number): ShowState;
  /** Seconds left; below 0 it is over time. */
  left(state: ShowState, slide: ShowSlide, now: number): number;
  /** The state that this window kept when it was last loaded. */
  load(slides: readonly ShowSlide[]): ShowState;
  save(state: ShowState): void;
  /** What a key means here, if anything: the name of a command or of something that the window itself does. */
  keyOf(event: KeyboardEvent, signs: boolean): { do: string; by?: number } | undefined;
  /** The slide that the address names, if it can be read. */
  asked(): string;
  peer(role: "slides" | "notes", hear: (message: ShowMessage) => void): ShowPeer;
}

declare var courseShow: CourseShow;

/** The part `slide`: the slides of a page, in the order of its plan, and how a slide shows the state. */
interface CourseSlides {
  /** Put the slides into the order of the plan in the address, if there is one. */
  arrange(root: Element): { slides: ShowSlide[]; parts: ShowPart[]; leaves: Map<string, HTMLElement>; unknown: string[] };
  /** Show votes, answers and countdown of one slide. */
  paint(leaf: Element, slide: ShowSlide, state: ShowState, now: number): void;
  /** Show a countdown. */
  paintTimer(box: Element, slide: ShowSlide, state: ShowState, now: number): void;
  /** What pressing or typing in a slide asks for. */
  commandOf(event: Event): ShowCommand | undefined;
  /** What to say aloud of a countdown, when there is something new to say. */
  aloud(slide: ShowSlide, state: ShowState, now: number): string;
}

declare var courseSlides: CourseSlides;

/** The version that a page is of, where the site has a worker that stores the course: see exports/offline.py. */
declare var courseVersion: string | undefined;
