package client

// Task is something a service is asked to do for an offer. What does it, is in
// the routing table: [Routes].
type Task string

// The tasks.
const (
	TaskList      Task = "list"      // list and find offers
	TaskDraft     Task = "draft"     // read the draft, and where the offer stands
	TaskPreview   Task = "preview"   // read what is in preview
	TaskLive      Task = "live"      // read what is live
	TaskCreate    Task = "create"    // make an offer
	TaskEdit      Task = "edit"      // save a section of the draft
	TaskTechnical Task = "technical" // save a technical configuration
	TaskUpload    Task = "upload"    // send a file, not just its address
	TaskPlans     Task = "plans"     // make and delete plans of the draft
	TaskAudience  Task = "audience"  // change private audiences without a publish
	TaskPublish   Task = "publish"   // send the whole draft to preview
	TaskSome      Task = "some"      // send chosen sections to preview
	TaskGoLive    Task = "golive"    // send what is in preview live
	TaskCancel    Task = "cancel"    // stop what is on its way to preview
	TaskFollow    Task = "follow"    // see how far a publish has come, and why it failed
	TaskFindings  Task = "findings"  // read what automated checks found, and certification reports
	TaskStop      Task = "stop"      // end the sale of an offer or a plan
	TaskRestore   Task = "restore"   // take that back
	TaskDelete    Task = "delete"    // delete a draft that was never published
)

// Tasks lists them in the order a publisher meets them.
func Tasks() []Task {
	return []Task{
		TaskList, TaskDraft, TaskPreview, TaskLive, TaskCreate, TaskEdit, TaskTechnical, TaskUpload, TaskPlans, TaskAudience,
		TaskPublish, TaskSome, TaskGoLive, TaskCancel, TaskFollow, TaskFindings, TaskStop, TaskRestore, TaskDelete,
	}
}

// words say the task of offers of a type.
func (k Task) words(offers string) string {
	patterns := map[Task][2]string{
		TaskList:      {"list ", ""},
		TaskDraft:     {"read drafts of ", ""},
		TaskPreview:   {"read what is in preview of ", ""},
		TaskLive:      {"read what is live of ", ""},
		TaskCreate:    {"create ", ""},
		TaskEdit:      {"change ", ""},
		TaskTechnical: {"change the technical configuration of ", ""},
		TaskUpload:    {"take files for ", ""},
		TaskPlans:     {"make or delete plans of ", ""},
		TaskAudience:  {"change the private audience of ", " without a publish"},
		TaskPublish:   {"publish ", ""},
		TaskSome:      {"publish single sections of ", ""},
		TaskGoLive:    {"take ", " live"},
		TaskCancel:    {"cancel the publishing of ", ""},
		TaskFollow:    {"tell how far the publishing is of ", ""},
		TaskFindings:  {"tell what the service's checks found in ", ""},
		TaskStop:      {"stop the sale of ", ""},
		TaskRestore:   {"resume the sale of ", ""},
		TaskDelete:    {"delete ", ""},
	}
	p := patterns[k]
	return p[0] + offers + p[1]
}
