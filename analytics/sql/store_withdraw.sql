-- deletes the rows of this_dataset that one import holds; $import_id
delete from this_dataset
where this_dataset.import_id = $import_id
