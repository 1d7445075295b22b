//! The team of the stories, as the text of a team file.

/// A team file in the making.
#[derive(Clone, Debug)]
pub(crate) struct TeamFile {
    duty: String,
    handoff: String,
    says: bool,
    mail: bool,
    also: String,
    calendar: String,
    levels: Vec<(String, String)>,
}

impl TeamFile {
    /// Ana, Mika and you are on duty in working hours, Lena observes, Noor is
    /// off duty; an urgent channel is answered within five minutes.
    pub(crate) fn usual() -> TeamFile {
        TeamFile {
            duty: "on_duty = [\"you\", \"ana\", \"mika\"]\n\
                   observer = [\"lena\"]"
                .to_owned(),
            handoff: String::new(),
            says: true,
            mail: false,
            also: String::new(),
            calendar: "days = \"mon-fri\"\nhours = [\"09:00-18:00\"]"
                .to_owned(),
            levels: vec![
                level("emergency", "10 min round the clock"),
                level("urgent", "5 business minutes"),
            ],
        }
    }

    /// Another promise to requests of a priority.
    pub(crate) fn promising(
        mut self,
        priority: &str,
        target: &str,
    ) -> TeamFile {
        self.levels.retain(|(of, _)| of != priority);
        self.levels.push(level(priority, target));
        self
    }

    /// A level promises something besides.
    pub(crate) fn also(mut self, priority: &str, line: &str) -> TeamFile {
        for (_, text) in self.levels.iter_mut().filter(|(of, _)| of == priority)
        {
            text.push_str(&format!("{line}\n"));
        }
        self
    }

    /// Claims say nothing.
    pub(crate) fn wordless(mut self) -> TeamFile {
        self.says = false;
        self
    }

    /// Mail is read as well.
    pub(crate) fn reading_mail(mut self) -> TeamFile {
        self.mail = true;
        self
    }

    /// Something else is read as well, in the file's words.
    pub(crate) fn reading(mut self, lines: &str) -> TeamFile {
        self.also = format!("{lines}\n");
        self
    }

    /// Who is on duty, in the file's words.
    pub(crate) fn duty(mut self, lines: &str) -> TeamFile {
        self.duty = lines.to_owned();
        self
    }

    /// What a handoff asks for, in the file's words.
    pub(crate) fn handing_over(mut self, lines: &str) -> TeamFile {
        self.handoff = format!("[handoff]\n{lines}\n");
        self
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        let says = if self.says {
            "claim_says = \"Looking into it, I'll get back to you here.\"\n"
        } else {
            ""
        };
        let mail = if self.mail { MAIL } else { "" };
        let (top, shifts) = match self.duty.split_once("[[shifts]]") {
            Some((top, shifts)) => (top, format!("[[shifts]]{shifts}\n")),
            None => (self.duty.as_str(), String::new()),
        };
        let levels: String =
            self.levels.iter().map(|(_, text)| text.as_str()).collect();
        format!(
            "team = \"Ferryline\"\nzone = \"Europe/Berlin\"\n{says}{top}\n\
             {ROSTER}{shifts}{}[calendar]\n{}\n{SOURCES}{mail}{}{levels}",
            self.handoff, self.calendar, self.also
        )
    }
}

fn level(priority: &str, target: &str) -> (String, String) {
    let text = format!(
        "[[levels]]\npriority = \"{priority}\"\n\
         first_response = \"{target}\"\n"
    );
    (priority.to_owned(), text)
}

const ROSTER: &str = "
[roster.you]
name = \"You\"
demo = \"you\"
[roster.ana]
name = \"Ana\"
demo = \"ana\"
[roster.mika]
name = \"Mika\"
demo = \"mika\"
[roster.lena]
name = \"Lena\"
demo = \"lena\"
[roster.noor]
name = \"Noor\"
demo = \"noor\"
";

const SOURCES: &str = "
[mentions]
\"@oncall\" = \"urgent\"
\"@dev911\" = \"emergency\"
[sources.chat]
kind = \"demo\"
name = \"Chat\"
[[sources.chat.places]]
id = \"backend\"
name = \"#backend\"
priority = \"urgent\"
[[sources.chat.places]]
id = \"support\"
name = \"#support\"
[[sources.chat.places]]
id = \"alerts\"
name = \"#alerts\"
priority = \"urgent\"
bots = \"alerts\"
";

const MAIL: &str = "
[sources.mail]
kind = \"demo\"
name = \"Mail\"
[[sources.mail.places]]
id = \"inbox\"
";
