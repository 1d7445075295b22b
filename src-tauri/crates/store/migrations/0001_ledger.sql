create table log (
  -- Facts in the order in which this desktop learnt them. Rows are only ever
  -- added; a body may be blanked when its text is deleted or too old.
  seq integer primary key autoincrement,
  -- What was learnt in one go has one number: folding goes batch by batch.
  batch integer not null,
  -- When it was learnt, milliseconds since 1970, UTC.
  at integer not null,
  -- seen: a source's activity; did: an act of this user; ruled: a team file.
  kind text not null check (kind in ('seen', 'did', 'ruled')),
  source text not null default '',
  place text not null default '',
  external text not null default '',
  what text not null default '',
  -- The edit time of a post; for marks and deletions a sequence of our own.
  version text not null default '',
  -- The request an act was about.
  request integer not null default 0,
  -- Learnt by the first read of a place.
  history integer not null default 0,
  body text not null
) strict;

-- The same activity told twice is one fact.
create unique index log_once
  on log (source, place, external, what, version) where kind = 'seen';
-- What this user did last, and the rules in force, among many facts that are
-- neither.
create index log_did on log (seq) where kind = 'did';
create index log_ruled on log (seq) where kind = 'ruled';

create table request (
  -- One request as folded from the log, and what is true of it. A projection:
  -- it can be dropped and folded anew.
  id integer primary key,
  source text not null,
  place text not null,
  -- Whether it is in the queue, in front or folded.
  lives integer not null,
  asked integer not null,
  last integer not null,
  -- Who asked, by the source's id: rapid messages of a person join.
  author text not null,
  -- Whether a mark stands on it: only then claims may race.
  marked integer not null,
  thread text not null,
  judged text not null
) strict;

-- The queue is loaded at the start; what ended is shown newest first.
create index request_lives on request (lives, last);
-- Messages join what the same author asked shortly before.
create index request_recent on request (source, place, author, last);
-- When the last request of a source came.
create index request_asked on request (source, asked);

create table clocks (
  -- The clocks of a request as new rules have set them since it was written:
  -- many move at once then, and nothing else of them changes. A projection.
  request integer primary key references request (id) on delete cascade,
  clocks text not null
) strict;

-- What is true of a request is written with its clocks.
create trigger clocks_written after update of judged on request
begin
  delete from clocks where request = old.id;
end;

create table forgotten (
  -- Requests of which no text is left, as of what was last written in them.
  request integer primary key,
  last integer not null
) strict;

create table root (
  -- Which request a root belongs to. A projection.
  source text not null,
  place text not null,
  external text not null,
  request integer not null references request (id) on delete cascade,
  primary key (source, place, external)
) strict, without rowid;

-- A request that is absorbed gives up its roots.
create index root_request on root (request);

create table absorbed (
  -- Which request has taken in another one that is no more. A projection.
  request integer primary key,
  taker integer not null
) strict;

create index absorbed_taker on absorbed (taker);

create table passing (
  -- A message of a handoff as it stands in its channel: which request it
  -- passes on, and who has accepted. A projection.
  source text not null,
  place text not null,
  external text not null,
  -- The request by its first message; empty for the summary.
  about_source text not null,
  about_place text not null,
  about_root text not null,
  -- When the shift ends that is handed over, milliseconds.
  until integer not null,
  item text not null,
  primary key (source, place, external)
) strict, without rowid;

-- A request may be read after the message that passes it on.
create index passing_about
  on passing (about_source, about_place, about_root);
-- The handoffs that still matter.
create index passing_until on passing (until);

create table cursor (
  -- From where to read on. Moved only with what was read.
  source text not null,
  place text not null,
  cursor text not null,
  -- When the place was last read, milliseconds.
  read integer not null,
  primary key (source, place)
) strict, without rowid;

create table outbox (
  -- Actions on their way to a source.
  id text primary key,
  request integer not null,
  source text not null,
  action text not null,
  state text not null check (state in
    ('queued', 'sending', 'done', 'refused', 'unknown', 'undone', 'held')),
  -- Waits until this action is done.
  after text not null default '',
  -- Not before, milliseconds: the time in which it can be taken back, or the
  -- next try.
  due integer not null,
  asked integer not null,
  attempts integer not null default 0,
  -- When the last attempt ended, milliseconds.
  attempted integer not null default 0,
  -- Why it is where it is, for people.
  words text not null default '',
  -- The act in the ledger that asked for it.
  act integer not null default 0,
  -- A claim beside an owner, on purpose: it races with nobody.
  beside integer not null default 0
) strict;

-- What is still to go out, in order.
create index outbox_open on outbox (asked)
  where state in ('queued', 'sending', 'held', 'unknown');
create index outbox_request on outbox (request);

create table alert (
  -- Every decision about an alert: sent or not, how loud, why.
  id integer primary key autoincrement,
  request integer not null default 0,
  key text not null,
  kind text not null,
  due integer not null,
  decided integer not null,
  -- A reason when it was not said by itself.
  hushed text not null default '',
  -- A digest tells it later; 1 while that is owed.
  owed integer not null default 0,
  loudness text not null,
  title text not null,
  body text not null default '',
  -- When the desktop took it, milliseconds; 0 while it has not.
  shown integer not null default 0,
  -- It went out in a digest.
  together integer not null default 0
) strict;

-- A decision is made once.
create unique index alert_once on alert (request, key);
create index alert_owed on alert (owed) where owed = 1;

create table watch (
  -- Stretches in which this desktop was watching. The last one grows by a
  -- heartbeat each minute.
  id integer primary key autoincrement,
  began integer not null,
  last integer not null,
  on_duty integer not null,
  -- 1: it ended in order. 2: the computer slept, or its clock was set.
  ended integer not null default 0
) strict;

create table blindness (
  -- Stretches in which a source could not be read.
  id integer primary key autoincrement,
  source text not null,
  since integer not null,
  until integer not null default 0,
  words text not null default ''
) strict;

create table setting (
  -- How this desktop behaves: quiet until, whether it rings.
  key text primary key,
  value text not null
) strict, without rowid;

create table note (
  -- What this user writes for themselves, in Markdown. It leaves this
  -- computer only in a handoff that they send.
  id integer primary key autoincrement,
  -- The request it is about; 0 for the shift.
  request integer not null,
  written integer not null,
  -- When it was changed last; 0 if never.
  edited integer not null default 0,
  text text not null
) strict;

create index note_request on note (request);

create table note_past (
  -- What a note was before an act on it, so that the act can be taken back.
  -- Kept for as long as an act can be: a deleted note is soon gone for good.
  act integer primary key,
  note integer not null,
  request integer not null,
  written integer not null,
  edited integer not null,
  text text not null
) strict;

create table draft (
  -- Answers that were begun and not sent.
  request integer primary key,
  text text not null,
  saved integer not null,
  -- Typed by somebody who reads along: it is never to be sent.
  practice integer not null default 0
) strict;

create table practice (
  -- What somebody who reads along would have done: of each kind the newest.
  -- It never leaves this computer.
  request integer not null,
  kind text not null,
  at integer not null,
  guess text not null,
  primary key (request, kind)
) strict, without rowid;

create table handoff (
  -- What this user wrote into the handoff of a shift, and what was open when
  -- it was handed over: requests by number, no text of theirs. It leaves
  -- this computer only in a handoff that this user sends.
  shift integer not null,
  until integer not null,
  written text not null,
  primary key (shift, until)
) strict, without rowid;

-- The words of every request under its number, and those of every note under
-- its number below zero. A projection of both: it keeps no text of its own,
-- and what is taken out of them is taken out of it in the same transaction.
create virtual table search using fts5(
  said, people,
  content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2'
);
