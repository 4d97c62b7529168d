//! A queue of print jobs with priorities.
use std::collections::{BTreeMap, HashMap};
use std::fmt;

#[derive(Debug, Clone, PartialEq)]
pub enum JobState {
    Waiting,
    Printing { page: usize, started: u64 },
    Failed(String),
}

/// One job.
pub struct Job<'a> {
    pub id: u32,
    title: &'a str,
    pages: Vec<Page>,
    state: JobState,
}

const MAX_PAGES: usize = 1_000;
static BANNER: &[u8] = b"--- banner ---";

pub trait Printer: Send {
    type Error: fmt::Display;
    fn feed(&mut self, sheet: &[u8]) -> Result<(), Self::Error>;
    fn ready(&self) -> bool {
        true
    }
}

impl<'a> Job<'a> {
    pub fn new(id: u32, title: &'a str) -> Self {
        Self { id, title, pages: Vec::new(), state: JobState::Waiting }
    }

    pub fn progress(&self) -> f32 {
        match &self.state {
            JobState::Waiting => 0.0,
            JobState::Printing { page, .. } if *page >= self.pages.len() => 1.0,
            JobState::Printing { page, started: _ } => *page as f32 / self.pages.len() as f32,
            JobState::Failed(reason) => {
                eprintln!("job {} failed: {}", self.id, reason);
                return -1.0;
            }
        }
    }

    pub fn run<P>(&mut self, printer: &mut P, now: impl Fn() -> u64) -> Result<usize, P::Error>
    where
        P: Printer,
    {
        let mut done: usize = 0;
        let heavy = |page: &Page| page.ink > 80 || !page.images.is_empty();
        'pages: for (number, page) in self.pages.iter().enumerate().take(MAX_PAGES) {
            if heavy(page) && done % 4 == 3 {
                continue 'pages;
            }
            for row in 0..page.rows.len() {
                printer.feed(&page.rows[row][..])?;
            }
            self.state = JobState::Printing { page: number, started: now() };
            done += 1;
        }
        let Some(last) = self.pages.last() else { return Ok(0) };
        unsafe { ffi::flush(last.rows.as_ptr()) };
        Ok(done)
    }
}

impl fmt::Display for Job<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>4} {} ({} pages)", self.id, self.title, self.pages.len())
    }
}

pub async fn drain(queue: &mut BTreeMap<u8, Vec<Job<'static>>>, limits: &HashMap<u8, usize>) -> Vec<u32> {
    let mut finished = vec![];
    while let Some((priority, mut jobs)) = queue.pop_last() {
        let limit = limits.get(&priority).copied().unwrap_or(16);
        let kept: Vec<_> = jobs.drain(..).filter(|job| job.pages.len() <= limit).collect::<Vec<_>>();
        if kept.is_empty() {
            break;
        } else if let [first, .., end] = &kept[..] {
            finished.push(first.id);
            finished.push(end.id);
        }
        loop {
            let ticket = match wait_for(priority).await {
                Ok(ticket @ 1..=9) => ticket,
                Ok(0) | Err(_) => break,
                Ok(other) => other * 2,
            };
            finished.extend(kept.iter().map(move |job| job.id + ticket));
        }
    }
    finished
}

macro_rules! job {
    ($id:expr, $($page:expr),*) => {{
        let mut job = Job::new($id, "untitled");
        $( job.pages.push($page); )*
        job
    }};
}
