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
  -- The edit time of a post; for marks a sequence of our own.
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
  thread text not null,
  judged text not null
) strict;

-- The queue is loaded at the start.
create index request_lives on request (lives) where lives = 1;
-- Messages join what the same author asked shortly before.
create index request_recent on request (source, place, last);

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
  -- It ended in order.
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
